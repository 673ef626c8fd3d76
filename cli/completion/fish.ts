/** The completion of fish, with what each word does beside it. */
import type { OfferedOption, Place, Word } from './places.ts';

export function fishScript(places: readonly Place[]): string {
  const paths = places.flatMap(({ path }) => (path ? [quoted(path)] : []));
  return `# fish completion of darkroom: darkroom completion fish > ~/.config/fish/completions/darkroom.fish
function __darkroom_at
  set -l at ''
  for word in (commandline -opc)[2..-1]
    switch (string trim -- "$at $word")
      case ${paths.join(' ')}
        set at (string trim -- "$at $word")
    end
  end
  test "$at" = "$argv"
end
complete -c darkroom -f
${places.flatMap(linesOf).join('\n')}
`;
}

function linesOf({ path, commands, options, takesFiles }: Place): string[] {
  const here = `complete -c darkroom -n ${quoted(`__darkroom_at ${path}`.trim())}`;
  return [
    ...commands.map((command) => `${here} -a ${quoted(command.word)}${described(command)}`),
    ...options.map((option) => `${here} -l ${option.word.slice(2)}${valueOf(option)}${described(option)}`),
    ...(takesFiles ? [`${here} -F`] : []),
  ];
}

function valueOf({ takes }: OfferedOption): string {
  if (takes === 'nothing') return '';
  return takes === 'a folder' ? " -x -a '(__fish_complete_directories)'" : ' -x';
}

const described = ({ says }: Word): string => (says ? ` -d ${quoted(says)}` : '');

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
