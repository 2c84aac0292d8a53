# How everything is compiled and linked: language, output folders, compiler
# cache, linker, sanitizers, warnings. Presets choose by the options below.

option(COMITY_WERROR "Treat warnings in our own code as errors" OFF)
option(COMITY_TIDY "Run clang-tidy on our own code while compiling" OFF)
option(COMITY_FUZZ "Build the libFuzzer targets (clang only)" OFF)
set(COMITY_SANITIZE "" CACHE STRING
    "Sanitizers for all our code, as for -fsanitize= (empty: none)")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

# What is deployed goes to bin/ (deploy/ relies on it), tests to tests/.
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

# Line tables suffice for a stack trace from the field.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1 -DNDEBUG")
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g")

# Objects are shared between clones of the project: paths below its root are
# made relative to the build folder.
find_program(COMITY_CCACHE ccache)
if(COMITY_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      env "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}" CCACHE_NOHASHDIR=1
      CCACHE_SLOPPINESS=time_macros "${COMITY_CCACHE}")
  set(CMAKE_C_COMPILER_LAUNCHER "${CMAKE_CXX_COMPILER_LAUNCHER}")
endif()

find_program(COMITY_MOLD mold)
if(COMITY_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

if(COMITY_SANITIZE)
  add_compile_options("-fsanitize=${COMITY_SANITIZE}" -fno-omit-frame-pointer)
  add_link_options("-fsanitize=${COMITY_SANITIZE}")
  if(COMITY_SANITIZE MATCHES "undefined")
    add_compile_options(-fno-sanitize-recover=undefined)
  endif()
endif()
if(COMITY_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# Linked privately by each target of ours; generated code does without.
add_library(comity_warnings INTERFACE)
target_compile_options(
  comity_warnings
  INTERFACE -Wall
            -Wextra
            -Wshadow
            -Wnon-virtual-dtor
            -Woverloaded-virtual
            -Wextra-semi
            -Wimplicit-fallthrough
            # A designated initializer leaves the rest to its default.
            -Wno-missing-field-initializers
            $<$<BOOL:${COMITY_WERROR}>:-Werror>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(
    comity_warnings
    INTERFACE -Wsuggest-override
              # False alarms of g++ 12 in optimised std::string and in
              # absl::StatusOr (GCC bugs 105651, 105562).
              -Wno-restrict -Wno-error=maybe-uninitialized
              -Wno-error=stringop-overflow -Wno-error=stringop-overread
              -Wno-error=array-bounds)
elseif(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  target_compile_options(comity_warnings INTERFACE -Wthread-safety)
endif()

if(COMITY_TIDY)
  find_program(COMITY_CLANG_TIDY NAMES clang-tidy REQUIRED)
endif()
