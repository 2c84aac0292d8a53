# The three kinds of targets this project has.
#
#   comity_library(NAME n SOURCES ... [DEPS ...] [PRIVATE_DEPS ...])
#     A static library for one folder. Include paths start at the project's
#     root, registry-service/ and query-service/. Without SOURCES it is an
#     interface library of headers.
#   comity_test(NAME n [WHOLE] SOURCES ... [DEPS ...] [ENV NAME=value ...])
#     One test program for one folder of tests/; each of its tests is a test of
#     ctest under "n.", and one that skips itself is shown as skipped. With
#     WHOLE the program is one test "n": its tests share what is slow to start.
#   comity_binary(NAME n SOURCES ... [DEPS ...])
#     A program that is deployed, in bin/.

set(COMITY_INCLUDE_DIRS
    "${PROJECT_SOURCE_DIR}" "${PROJECT_SOURCE_DIR}/registry-service"
    "${PROJECT_SOURCE_DIR}/query-service")

function(_comity_configure name)
  target_include_directories(${name} PUBLIC ${COMITY_INCLUDE_DIRS})
  target_link_libraries(${name} PRIVATE comity_warnings)
  if(COMITY_TIDY)
    set_target_properties(${name} PROPERTIES CXX_CLANG_TIDY
                                             "${COMITY_CLANG_TIDY}")
  endif()
endfunction()

function(comity_library)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME" "SOURCES;DEPS;PRIVATE_DEPS")
  if(NOT arg_SOURCES)
    add_library(${arg_NAME} INTERFACE)
    target_include_directories(${arg_NAME} INTERFACE ${COMITY_INCLUDE_DIRS})
    target_link_libraries(${arg_NAME} INTERFACE ${arg_DEPS})
    return()
  endif()
  add_library(${arg_NAME} STATIC ${arg_SOURCES})
  _comity_configure(${arg_NAME})
  target_link_libraries(
    ${arg_NAME}
    PUBLIC ${arg_DEPS}
    PRIVATE ${arg_PRIVATE_DEPS})
endfunction()

function(comity_binary)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME" "SOURCES;DEPS")
  add_executable(${arg_NAME} ${arg_SOURCES})
  _comity_configure(${arg_NAME})
  target_link_libraries(${arg_NAME} PRIVATE ${arg_DEPS})
endfunction()

function(comity_test)
  cmake_parse_arguments(PARSE_ARGV 0 arg "WHOLE" "NAME" "SOURCES;DEPS;ENV")
  add_executable(${arg_NAME} ${arg_SOURCES})
  _comity_configure(${arg_NAME})
  target_link_libraries(${arg_NAME} PRIVATE ${arg_DEPS} GTest::gmock
                                            GTest::gmock_main)
  set_target_properties(
    ${arg_NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  if(arg_WHOLE)
    add_test(
      NAME ${arg_NAME}
      COMMAND ${arg_NAME}
      WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
    set_tests_properties(${arg_NAME} PROPERTIES TIMEOUT 300 ENVIRONMENT
                                                "${arg_ENV}")
    return()
  endif()
  # Discovery at test time: a program that cannot run then fails its tests, not
  # the build. The project's root is the one path a test may rely on.
  gtest_discover_tests(
    ${arg_NAME}
    DISCOVERY_MODE PRE_TEST
    DISCOVERY_TIMEOUT 60
    TEST_PREFIX "${arg_NAME}."
    WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
    PROPERTIES TIMEOUT 300 ENVIRONMENT "${arg_ENV}")
endfunction()
