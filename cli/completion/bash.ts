/** The completion of bash, 3.2 or newer, without the package bash-completion. */
import type { Place } from './places.ts';

/** Where files are wanted nothing is offered, and Readline completes them by itself. */
export function bashScript(places: readonly Place[]): string {
  return `# bash completion of darkroom. In ~/.bashrc: source <(darkroom completion bash)
_darkroom() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  local at='' i commands='' options='' files=no
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "\${at:+$at }\${COMP_WORDS[i]}" in
      ${places.flatMap(({ path }) => (path ? [`'${path}'`] : [])).join(' | ')}) at="\${at:+$at }\${COMP_WORDS[i]}" ;;
    esac
  done
  case "$at" in
${places.map(caseOf).join('\n')}
  esac
  case "$at $previous" in
${valueCases(places)}
  esac
  if [ "$files" = no ]; then
    type compopt >/dev/null 2>&1 && compopt +o default +o bashdefault 2>/dev/null
  fi
  if [[ "$current" == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$current"))
  elif [ -n "$commands" ]; then
    COMPREPLY=($(compgen -W "$commands" -- "$current"))
  fi
}
complete -o bashdefault -o default -F _darkroom darkroom
`;
}

const caseOf = ({ path, commands, options, takesFiles }: Place): string =>
  `    '${path}') commands='${words(commands)}' options='${words(options)}'${takesFiles ? ' files=yes' : ''} ;;`;

/** After an option that takes a value: a folder, or something that only the user knows. */
function valueCases(places: readonly Place[]): string {
  const after = (takes: string): string =>
    places
      .flatMap(({ path, options }) =>
        options.filter((option) => option.takes === takes).map(({ word }) => `'${path} ${word}'`),
      )
      .join(' | ');
  return `    ${after('a folder')}) commands='' options='' files=yes ;;
    ${after('a value')}) commands='' options='' files=no ;;`;
}

const words = (list: readonly { readonly word: string }[]): string => list.map(({ word }) => word).join(' ');
