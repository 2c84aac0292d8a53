// Goal: the catalogue of reasons is complete and in order of precedence, as
// its comment promises and clients rely on. Method: read its descriptor.

#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "gmock/gmock.h"
#include "google/protobuf/descriptor.h"
#include "gtest/gtest.h"

#include "comity/model/v1/reason.pb.h"
#include "common/platform/error.h"

namespace comity::platform {
namespace {

using google::protobuf::EnumValueDescriptor;

std::vector<const EnumValueDescriptor*> AllReasons() {
  const auto* catalogue = model::v1::Reason_descriptor();
  std::vector<const EnumValueDescriptor*> reasons;
  for (int i = 0; i < catalogue->value_count(); ++i) {
    if (catalogue->value(i)->number() != model::v1::REASON_UNSPECIFIED) {
      reasons.push_back(catalogue->value(i));
    }
  }
  return reasons;
}

TEST(ReasonCatalogueTest, EveryReasonHasACodeAndASample) {
  ASSERT_FALSE(AllReasons().empty());
  for (const EnumValueDescriptor* reason : AllReasons()) {
    const auto& info = reason->options().GetExtension(model::v1::reason_info);
    EXPECT_NE(info.code(), google::rpc::OK) << reason->name();
    EXPECT_NE(info.code(), google::rpc::UNKNOWN) << reason->name();
    EXPECT_FALSE(info.sample().empty()) << reason->name();
    EXPECT_LE(info.sample().size(), kErrorTextBytesMax) << reason->name();
  }
}

TEST(ReasonCatalogueTest, NoTwoReasonsShareASample) {
  std::set<std::string> samples;
  for (const EnumValueDescriptor* reason : AllReasons()) {
    const auto& info = reason->options().GetExtension(model::v1::reason_info);
    EXPECT_TRUE(samples.insert(info.sample()).second) << reason->name();
  }
}

TEST(ReasonCatalogueTest, ValuesAreDeclaredInOrderOfPrecedence) {
  int last = model::v1::REASON_UNSPECIFIED;
  for (const EnumValueDescriptor* reason : AllReasons()) {
    EXPECT_GT(reason->number(), last) << reason->name();
    last = reason->number();
  }
}

TEST(ReasonCatalogueTest, ReasonsOfOneCodeStandTogether) {
  std::set<int> codes_left;
  int current = -1;
  for (const EnumValueDescriptor* reason : AllReasons()) {
    const int code =
        reason->options().GetExtension(model::v1::reason_info).code();
    if (code == current) continue;
    EXPECT_TRUE(codes_left.insert(code).second) << reason->name();
    current = code;
  }
}

TEST(ReasonCatalogueTest, EveryReasonBuildsAStatusThatTellsItsReason) {
  for (const EnumValueDescriptor* value : AllReasons()) {
    const auto reason = static_cast<model::v1::Reason>(value->number());
    const absl::Status status = Error(reason, "text");
    EXPECT_EQ(status.code(), CodeOf(reason)) << value->name();
    EXPECT_EQ(ReasonOf(status), reason) << value->name();
    EXPECT_FALSE(absl::StartsWith(ReasonName(reason), "REASON_"))
        << value->name();
  }
}

}  // namespace
}  // namespace comity::platform
