#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "cli/admin/completion.h"

// Each script walks the words before the cursor and keeps those that name a
// command; where it stands then, " import pack", says what may follow.
namespace comity::cli {
namespace {

using Shapes = std::vector<CommandShape>;

// 'text' for bash and zsh.
std::string Quoted(const std::string& text) {
  return absl::StrCat("'", absl::StrReplaceAll(text, {{"'", "'\\''"}}), "'");
}

std::string FishQuoted(const std::string& text) {
  return absl::StrCat(
      "'", absl::StrReplaceAll(text, {{"\\", "\\\\"}, {"'", "\\'"}}), "'");
}

// "' import'|' import pack'": every place but the program itself.
std::string Places(const Shapes& shapes, absl::string_view separator,
                   std::string (*quote)(const std::string&)) {
  std::string places;
  for (const auto& shape : shapes) {
    if (shape.path.empty()) continue;
    absl::StrAppend(&places, places.empty() ? "" : separator,
                    quote(shape.path));
  }
  return places;
}

// The flags of a place: its own, and the program's.
std::vector<CommandShape::Flag> FlagsAt(const Shapes& shapes,
                                        const CommandShape& shape) {
  auto flags = shape.flags;
  if (shape.path.empty()) return flags;
  for (const auto& flag : shapes.front().flags) {
    // --help is each command's own.
    if (flag.name != "--help" && flag.name != "-h") flags.push_back(flag);
  }
  return flags;
}

// The cases of what follows a flag that takes a value, one a line.
// `reply` tells how a shell is given words to choose from.
std::string ValueCases(const Shapes& shapes,
                       std::string (*reply)(const std::string& words),
                       const char* files) {
  std::string cases;
  for (const auto& shape : shapes) {
    for (const auto& flag : FlagsAt(shapes, shape)) {
      if (!flag.takes_value) continue;
      const std::string place =
          Quoted(absl::StrCat(shape.path, " ", flag.name));
      const std::string values = absl::StrJoin(flag.values, " ");
      absl::StrAppend(&cases, "    ", place, ") ",
                      values.empty() ? files : reply(values), "; return ;;\n");
    }
  }
  return cases;
}

std::string BashReply(const std::string& words) {
  return absl::StrCat("COMPREPLY=($(compgen -W ", words, " -- \"$cur\"))");
}

}  // namespace

std::string BashCompletion(const std::string& name, const Shapes& shapes) {
  std::string names;
  for (const auto& shape : shapes) {
    std::vector<std::string> flags;
    for (const auto& flag : FlagsAt(shapes, shape)) flags.push_back(flag.name);
    absl::StrAppend(&names, "    ", Quoted(shape.path),
                    ") commands=", Quoted(absl::StrJoin(shape.commands, " ")),
                    "\n      flags=", Quoted(absl::StrJoin(flags, " ")),
                    " ;;\n");
  }
  return absl::StrCat(
      "# bash completion of ", name, ", made by `", name,
      " completion bash`\n_", name, "() {\n",
      "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
      "  local at= commands= flags= i\n"
      "  COMPREPLY=()\n"
      "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
      "    case \"$at ${COMP_WORDS[i]}\" in\n      ",
      Places(shapes, "|", Quoted),
      ") at=\"$at ${COMP_WORDS[i]}\" ;;\n"
      "    esac\n  done\n"
      "  case \"$at $prev\" in\n",
      ValueCases(
          shapes,
          [](const std::string& words) { return BashReply(Quoted(words)); },
          ":"),
      "  esac\n  case \"$at\" in\n", names,
      "  esac\n"
      "  if [[ $cur == -* ]]; then\n"
      "    ",
      BashReply("\"$flags\""), "\n  else\n    ", BashReply("\"$commands\""),
      "\n  fi\n}\n"
      "complete -o default -F _",
      name, " ", name, "\n");
}

std::string ZshCompletion(const std::string& name, const Shapes& shapes) {
  const auto described = [](const std::string& word,
                            const std::string& description) {
    return Quoted(absl::StrCat(
        word, ":", absl::StrReplaceAll(description, {{":", "\\:"}})));
  };
  std::string names;
  for (const auto& shape : shapes) {
    absl::StrAppend(&names, "    ", Quoted(shape.path), ")\n      commands=(");
    for (const auto& other : shapes) {
      for (const auto& command : shape.commands) {
        if (other.path != absl::StrCat(shape.path, " ", command)) continue;
        absl::StrAppend(&names, "\n        ",
                        described(command, other.description));
      }
    }
    absl::StrAppend(&names, ")\n      flags=(");
    for (const auto& flag : FlagsAt(shapes, shape)) {
      absl::StrAppend(&names, "\n        ",
                      described(flag.name, flag.description));
    }
    absl::StrAppend(&names, ") ;;\n");
  }
  return absl::StrCat("#compdef ", name, "\n# zsh completion of ", name,
                      ", made by `", name, " completion zsh`\n_", name,
                      "() {\n"
                      "  local at= i\n"
                      "  local -a commands flags\n"
                      "  for ((i = 2; i < CURRENT; i++)); do\n"
                      "    case \"$at ${words[i]}\" in\n      ",
                      Places(shapes, "|", Quoted),
                      ") at=\"$at ${words[i]}\" ;;\n"
                      "    esac\n  done\n"
                      "  case \"$at ${words[CURRENT-1]}\" in\n",
                      ValueCases(
                          shapes,
                          [](const std::string& words) {
                            return absl::StrCat("compadd -- ", words);
                          },
                          "_files"),
                      "  esac\n  case \"$at\" in\n", names,
                      "  esac\n"
                      "  if [[ ${words[CURRENT]} == -* ]]; then\n"
                      "    _describe -t flags flag flags\n"
                      "  elif (( $#commands )); then\n"
                      "    _describe -t commands command commands\n"
                      "  else\n"
                      "    _files\n"
                      "  fi\n}\n"
                      "if [[ ${funcstack[1]} == _",
                      name, " ]]; then\n  _", name,
                      " \"$@\"\nelse\n  compdef _", name, " ", name, "\nfi\n");
}

std::string FishCompletion(const std::string& name, const Shapes& shapes) {
  std::string out =
      absl::StrCat("# fish completion of ", name, ", made by `", name,
                   " completion fish`\nfunction __", name,
                   "_at\n"
                   "    set -l at ''\n"
                   "    set -l given (commandline -opc)\n"
                   "    for word in $given[2..-1]\n"
                   "        switch \"$at $word\"\n            case ",
                   Places(shapes, " ", FishQuoted),
                   "\n                set at \"$at $word\"\n"
                   "        end\n    end\n"
                   "    test \"$at\" = \"$argv[1]\"\nend\n");
  for (const auto& shape : shapes) {
    const std::string at =
        FishQuoted(absl::StrCat("__", name, "_at ", FishQuoted(shape.path)));
    for (const auto& other : shapes) {
      for (const auto& command : shape.commands) {
        if (other.path != absl::StrCat(shape.path, " ", command)) continue;
        absl::StrAppend(&out, "complete -c ", name, " -f -n ", at, " -a ",
                        command, " -d ", FishQuoted(other.description), "\n");
      }
    }
    for (const auto& flag : shape.flags) {
      absl::StrAppend(&out, "complete -c ", name);
      // The program's flags are taken everywhere.
      if (!shape.path.empty()) absl::StrAppend(&out, " -n ", at);
      const bool is_long = flag.name[1] == '-';
      absl::StrAppend(&out, is_long ? " -l " : " -s ",
                      flag.name.substr(is_long ? 2 : 1));
      if (!flag.values.empty()) {
        absl::StrAppend(&out, " -x -a ",
                        FishQuoted(absl::StrJoin(flag.values, " ")));
      } else if (flag.takes_value) {
        absl::StrAppend(&out, " -r");
      }
      absl::StrAppend(&out, " -d ", FishQuoted(flag.description), "\n");
    }
  }
  return out;
}

}  // namespace comity::cli
