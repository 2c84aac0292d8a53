#include "query/answer/topics.h"

#include <vector>

namespace comity::query {

NameSet WithNarrower(const RegisterReader& reader, absl::string_view name) {
  NameSet names;
  std::vector<std::string> todo = {std::string(name)};
  while (!todo.empty()) {
    const std::string broader = std::move(todo.back());
    todo.pop_back();
    if (!names.insert(broader).second) continue;
    reader.ForEachReferrer(broader, [&](const Version& version) {
      if (version.record->has_topic() &&
          version.record->topic().broader() == broader) {
        todo.push_back(version.record->name());
      }
    });
  }
  return names;
}

}  // namespace comity::query
