# The libraries we stand on, all of them Debian packages
# (cmake/debian-packages.txt).

include(GoogleTest)

set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(Protobuf 3.21 REQUIRED)
find_package(absl REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(ICU REQUIRED COMPONENTS i18n uc)
find_package(SQLite3 REQUIRED)
find_package(LibXml2 REQUIRED) # by tests alone
find_package(GTest REQUIRED)
find_package(spdlog REQUIRED)
find_package(fmt REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(pugixml REQUIRED)
find_package(CLI11 REQUIRED)
find_package(gRPC CONFIG REQUIRED)

# libcsv brings neither a CMake package nor a .pc file.
find_path(COMITY_CSV_INCLUDE_DIR csv.h REQUIRED)
find_library(COMITY_CSV_LIBRARY csv REQUIRED)

# Protobuf files that Debian packages bring: google.rpc, and gRPC's own
# services (health, reflection).
find_path(COMITY_GOOGLEAPIS_DIR google/rpc/error_details.proto
          PATHS /usr/share/gocode/src/github.com/gogo/googleapis REQUIRED)
find_path(COMITY_GRPC_PROTO_DIR grpc/health/v1/health.proto
          PATHS /usr/share/grpc-proto REQUIRED)
