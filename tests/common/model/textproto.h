// Records and events from text, so that a test shows what it rests on.
#ifndef TESTS_COMMON_MODEL_TEXTPROTO_H_
#define TESTS_COMMON_MODEL_TEXTPROTO_H_

#include <deque>
#include <initializer_list>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

#include "comity/model/v1/event.pb.h"

namespace comity::model {

template <typename M>
M FromText(const std::string& text) {
  M message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message))
      << text;
  return message;
}

// A list of events that owns them, such as
//   Events({{"2001-06-15", "admitted { status: MEMBERSHIP_STATUS_MEMBER }"},
//           {"2004", "withdrew {}"}});
class Events {
 public:
  struct Item {
    std::string date;
    std::string rest;
  };

  Events(std::initializer_list<Item> items) {
    for (const Item& item : items) Add(item.date, item.rest);
  }

  void Add(const std::string& date, const std::string& rest) {
    owned_.push_back(FromText<v1::Event>(rest));
    owned_.back().set_date(date);
    pointers_.push_back(&owned_.back());
  }

  operator absl::Span<const v1::Event* const>() const {  // NOLINT
    return pointers_;
  }

 private:
  std::deque<v1::Event> owned_;
  std::vector<const v1::Event*> pointers_;
};

inline constexpr char kAdmitted[] =
    "admitted { status: MEMBERSHIP_STATUS_MEMBER }";
inline constexpr char kAdmittedObserver[] =
    "admitted { status: MEMBERSHIP_STATUS_OBSERVER }";

}  // namespace comity::model

#endif  // TESTS_COMMON_MODEL_TEXTPROTO_H_
