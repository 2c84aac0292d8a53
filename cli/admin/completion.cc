#include "cli/admin/completion.h"

#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace comity::cli {
namespace {

// The choices in a type name that CLI11 gives to an option: of
// "TEXT:{jsonl,csv}", and of "value in {auto->0,never->1} OR {0,1}" the first.
std::vector<std::string> ChoicesOf(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const size_t begin = type.find('{');
  const size_t end = type.find('}', begin);
  std::vector<std::string> choices;
  if (begin == std::string::npos || end == std::string::npos) return choices;
  for (absl::string_view choice : absl::StrSplit(
           absl::string_view(type).substr(begin + 1, end - begin - 1), ',')) {
    choices.emplace_back(choice.substr(0, choice.find("->")));
  }
  return choices;
}

void AddFlags(const CLI::Option& option, CommandShape& shape) {
  CommandShape::Flag flag{.description = option.get_description(),
                          .takes_value = option.get_items_expected_max() > 0,
                          .values = ChoicesOf(option)};
  for (const auto& name : option.get_lnames()) {
    flag.name = absl::StrCat("--", name);
    shape.flags.push_back(flag);
  }
  for (const auto& name : option.get_snames()) {
    flag.name = absl::StrCat("-", name);
    shape.flags.push_back(flag);
  }
}

void AddShapes(const CLI::App& app, const std::string& path,
               std::vector<CommandShape>& shapes) {
  const auto below = app.get_subcommands([](const CLI::App*) { return true; });
  CommandShape shape{.path = path, .description = app.get_description()};
  for (const auto* command : below) {
    shape.commands.push_back(command->get_name());
  }
  for (const auto* option : app.get_options()) AddFlags(*option, shape);
  shapes.push_back(std::move(shape));
  for (const auto* command : below) {
    AddShapes(*command, absl::StrCat(path, " ", command->get_name()), shapes);
  }
}

}  // namespace

void AddCompletion(CLI::App& app, Session& session) {
  auto* command = app.add_subcommand(
      "completion", "A script that completes commands and flags in a shell");
  auto shell = std::make_shared<std::string>();
  command->add_option("shell", *shell, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  command->footer(
      "Examples:\n"
      "  source <(comity completion bash)\n"
      "  comity completion fish > ~/.config/fish/completions/comity.fish");
  OnRun(*command, session, [shell, &app, &session] {
    const auto shapes = ShapesOf(app);
    session.Print(*shell == "bash"  ? BashCompletion(app.get_name(), shapes)
                  : *shell == "zsh" ? ZshCompletion(app.get_name(), shapes)
                                    : FishCompletion(app.get_name(), shapes));
    return absl::OkStatus();
  });
}

std::vector<CommandShape> ShapesOf(const CLI::App& app) {
  std::vector<CommandShape> shapes;
  AddShapes(app, "", shapes);
  return shapes;
}

}  // namespace comity::cli
