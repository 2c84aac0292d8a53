// What every description of a record needs: its view, and how to explain it.
#ifndef COMITY_QUERY_ANSWER_TOOLS_H_
#define COMITY_QUERY_ANSWER_TOOLS_H_

#include <vector>

#include "common/model/record_access.h"
#include "query/answer/context.h"
#include "query/answer/explain.h"
#include "query/answer/view_reader.h"

namespace comity::query {

// For one answer, on one thread.
struct Tools {
  // `context` outlives this.
  explicit Tools(const ResolvedContext& context_in)
      : context(context_in), view(context_in), explain(context_in, view) {}
  Tools(const Tools&) = delete;
  Tools& operator=(const Tools&) = delete;

  const RegisterReader& reader() const { return context.reader; }
  v1::CertaintyMode mode() const { return context.mode(); }

  // The events that the view takes.
  std::vector<const model::v1::Event*> EventsOf(
      const model::v1::Record& record) {
    return view.Select(model::EventsOf(record));
  }

  const ResolvedContext& context;
  ViewReader view;
  Explainer explain;
};

// The events whose payload is one of these, in their order.
std::vector<const model::v1::Event*> Only(
    const std::vector<const model::v1::Event*>& events,
    std::initializer_list<model::v1::Event::PayloadCase> payloads);

}  // namespace comity::query

#endif  // COMITY_QUERY_ANSWER_TOOLS_H_
