/** The part of WebAssembly that is used here: Node has it, but its types leave the description to those of browsers. */
declare namespace WebAssembly {
  type Imports = Record<string, Record<string, unknown>>;
  class Module {
    private readonly compiled: true;
  }
  class Instance {
    constructor(module: Module, imports: Imports);
    readonly exports: Record<string, unknown>;
  }
  function compile(code: Uint8Array): Promise<Module>;
}
