// The form of single values.
#include "common/rules/form_values.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace comity::rules {
namespace {

TEST(LanguageTagTest, TakesTheShapesOfBcp47) {
  for (const char* tag :
       {"en", "und", "zh-Hans", "zh-Hant-TW", "sr-Latn-RS", "de-1996", "es-419",
        "sl-rozaj-biske", "en-a-bbb-x-a-ccc", "x-whatever", "i-klingon",
        "de-CH-x-phonebk"}) {
    EXPECT_TRUE(IsLanguageTag(tag)) << tag;
  }
}

TEST(LanguageTagTest, RefusesWhatIsNone) {
  for (const char* tag :
       {"", "e", "e-language", "toolonglanguage", "en_US", "en-", "-en",
        "en--US", "1n", "en-a", "en-a-b", "x", "zh-Hans ",
        "aa-bbbbbbbb-cccccccc-dddddddd-eeeeeeee", "\xff\xfe"}) {
    EXPECT_FALSE(IsLanguageTag(tag)) << tag;
  }
}

bool CodeIsTaken(model::v1::CodeSystem system, const char* value) {
  model::v1::Code code;
  code.set_system(system);
  code.set_value(value);
  Violations violations;
  CheckCode(Path("code"), code, violations);
  return violations.ok();
}

TEST(CodeTest, HasTheFormOfItsSystem) {
  EXPECT_TRUE(CodeIsTaken(model::v1::CODE_SYSTEM_ISO_ALPHA2, "IN"));
  EXPECT_FALSE(CodeIsTaken(model::v1::CODE_SYSTEM_ISO_ALPHA2, "in"));
  EXPECT_FALSE(CodeIsTaken(model::v1::CODE_SYSTEM_ISO_ALPHA2, "IND"));
  EXPECT_TRUE(CodeIsTaken(model::v1::CODE_SYSTEM_ISO_ALPHA3, "IND"));
  EXPECT_FALSE(CodeIsTaken(model::v1::CODE_SYSTEM_ISO_ALPHA3, "I1D"));
  EXPECT_TRUE(CodeIsTaken(model::v1::CODE_SYSTEM_ISO_ALPHA4, "SUHH"));
  EXPECT_FALSE(CodeIsTaken(model::v1::CODE_SYSTEM_ISO_ALPHA4, "SUH"));
  EXPECT_TRUE(CodeIsTaken(model::v1::CODE_SYSTEM_ISO_NUMERIC, "004"));
  EXPECT_FALSE(CodeIsTaken(model::v1::CODE_SYSTEM_ISO_NUMERIC, "4"));
  EXPECT_TRUE(CodeIsTaken(model::v1::CODE_SYSTEM_M49, "356"));
  EXPECT_FALSE(CodeIsTaken(model::v1::CODE_SYSTEM_M49, "3566"));
  EXPECT_TRUE(CodeIsTaken(model::v1::CODE_SYSTEM_COW, "2"));
  EXPECT_TRUE(CodeIsTaken(model::v1::CODE_SYSTEM_COW, "999"));
  EXPECT_FALSE(CodeIsTaken(model::v1::CODE_SYSTEM_COW, "002"));
  EXPECT_FALSE(CodeIsTaken(model::v1::CODE_SYSTEM_COW, "1000"));
}

TEST(PathTest, ReadsAsInTheRequest) {
  const Path change("changes", 3);
  const Path put = change.Field("put");
  EXPECT_EQ(put.Field("state").Item("codes", 0).Field("value").ToString(),
            "changes[3].put.state.codes[0].value");
}

}  // namespace
}  // namespace comity::rules
