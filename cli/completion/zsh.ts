/** The completion of zsh, with what each word does beside it. */
import type { Place, Word } from './places.ts';

/** It works sourced and as a file `_darkroom` in a folder of `fpath`. */
export function zshScript(places: readonly Place[]): string {
  return `#compdef darkroom
# zsh completion of darkroom. In ~/.zshrc, below compinit: source <(darkroom completion zsh)
_darkroom() {
  local at='' word files=no
  local -a offered_commands offered_options
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "\${at:+$at }$word" in
      (${places.flatMap(({ path }) => (path ? [quoted(path)] : [])).join('|')}) at="\${at:+$at }$word" ;;
    esac
  done
  case "$at \${words[CURRENT-1]}" in
${places.flatMap(valueCases).join('\n')}
  esac
  case "$at" in
${places.map(caseOf).join('\n')}
  esac
  if [[ "$PREFIX" == -* ]]; then
    _describe option offered_options
  elif (( $#offered_commands )); then
    _describe command offered_commands
  elif [[ $files == yes ]]; then
    _files
  fi
}
if [[ "\${funcstack[1]}" == _darkroom ]]; then
  _darkroom "$@"
else
  compdef _darkroom darkroom
fi
`;
}

const valueCases = ({ path, options }: Place): string[] =>
  options.flatMap(({ word, takes }) =>
    takes === 'nothing'
      ? []
      : [`    (${quoted(`${path} ${word}`)}) ${takes === 'a folder' ? '_files -/' : ''}; return ;;`],
  );

const caseOf = ({ path, commands, options, takesFiles }: Place): string =>
  `    (${quoted(path)}) offered_commands=(${list(commands)}) offered_options=(${list(options)})${takesFiles ? ' files=yes' : ''} ;;`;

const list = (words: readonly Word[]): string =>
  words.map(({ word, says }) => quoted(says ? `${word}:${says.replaceAll(':', '\\:')}` : word)).join(' ');

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
