// Answers as the query service gives them, written as text, and a terminal
// without colours to tell them on.
#ifndef TESTS_CLI_ASK_ANSWERS_H_
#define TESTS_CLI_ASK_ANSWERS_H_

#include <string>

#include <gtest/gtest.h>

#include "cli/term/terminal.h"
#include "google/protobuf/text_format.h"

namespace comity::cli {

inline const Terminal kPipe = {};

template <typename Message>
Message FromText(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message));
  return message;
}

// Fields of an event: what happened, when, and by whose word.
inline std::string EventOf(const std::string& what, const std::string& date) {
  return "what: '" + what + "' date { date: '" + date +
         "' } standing: STANDING_ACCEPTED "
         "citations { source: 'sources/treaty' locator: 'art. 1' }";
}

// Fields of a status held certainly and throughout.
inline std::string Held(const std::string& status, const std::string& since) {
  return "status: MEMBERSHIP_STATUS_" + status +
         " at_some_time: CERTAINTY_CERTAIN throughout: CERTAINTY_CERTAIN "
         "since { " +
         EventOf("admitted", since) + " }";
}

inline constexpr char kBasis[] = " basis { date: '2015-06-01' revision: 7 }";

}  // namespace comity::cli

#endif  // TESTS_CLI_ASK_ANSWERS_H_
