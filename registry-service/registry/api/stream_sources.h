// What the two streams of the service are fed from: a watch, and an export.
//
// Thread safety: as StreamSource says.
#ifndef COMITY_REGISTRY_API_STREAM_SOURCES_H_
#define COMITY_REGISTRY_API_STREAM_SOURCES_H_

#include <memory>
#include <optional>
#include <utility>

#include "common/platform/grpc/pull_stream.h"
#include "registry/core/export.h"
#include "registry/core/watch.h"

namespace comity::registry {

class WatchSource final : public platform::StreamSource<v1::WatchResponse> {
 public:
  explicit WatchSource(std::unique_ptr<Watch> watch)
      : watch_(std::move(watch)) {}

  absl::StatusOr<std::optional<v1::WatchResponse>> Next() override {
    return watch_->Next();
  }
  bool live() const override { return true; }
  void Taken() override { watch_->Taken(); }
  absl::Status end_status() const override { return watch_->end_status(); }
  int64_t revision() const override { return watch_->revision(); }

 private:
  const std::unique_ptr<Watch> watch_;
};

class ExportSource final
    : public platform::StreamSource<v1::ExportRecordsResponse> {
 public:
  explicit ExportSource(std::unique_ptr<Export> source)
      : export_(std::move(source)) {}

  absl::StatusOr<std::optional<v1::ExportRecordsResponse>> Next() override {
    return export_->Next();
  }
  bool live() const override { return false; }
  // The export's own: a client resumes it by token.
  int64_t revision() const override { return export_->revision(); }

 private:
  const std::unique_ptr<Export> export_;
};

}  // namespace comity::registry

#endif  // COMITY_REGISTRY_API_STREAM_SOURCES_H_
