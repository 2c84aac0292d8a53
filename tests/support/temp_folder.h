// A folder for one test.
#ifndef COMITY_TESTS_SUPPORT_TEMP_FOLDER_H_
#define COMITY_TESTS_SUPPORT_TEMP_FOLDER_H_

#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace comity::test_support {

// A folder under the system's temporary one, gone with its content when this is
// destroyed.
class TempFolder {
 public:
  TempFolder() {
    std::string form =
        (std::filesystem::temp_directory_path() / "comity-XXXXXX").string();
    if (mkdtemp(form.data()) != nullptr) path_ = form;
  }
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  const std::string& path() const { return path_; }
  std::string File(absl::string_view name) const {
    return absl::StrCat(path_, "/", name);
  }

 private:
  std::string path_;
};

}  // namespace comity::test_support

#endif  // COMITY_TESTS_SUPPORT_TEMP_FOLDER_H_
