# Tests: `make test` runs everything quick; each test prints TAP lines, tests/run.sh adds them up.
T := $(B)/tests
UNIT_SRC := $(sort $(wildcard tests/unit/test_*.c))
UNIT_HELP := $(sort $(filter-out $(UNIT_SRC),$(wildcard tests/unit/*.c)))
UNIT_BIN := $(UNIT_SRC:tests/%.c=$(T)/%)
FUZZ_SRC := $(sort $(wildcard tests/fuzz/fuzz_*.c))
FUZZ_BIN := $(FUZZ_SRC:tests/%.c=$(T)/%)
BENCH_SRC := $(sort $(wildcard tests/bench/*.c))
BENCH_BIN := $(BENCH_SRC:tests/%.c=$(T)/%)
TEST_OBJ := $(patsubst %.c,$(B)/obj/%.o,$(UNIT_SRC) $(UNIT_HELP) $(FUZZ_SRC) $(wildcard tests/fuzz/replay.c tests/pty/*.c tests/xlsx/*.c) $(BENCH_SRC))
-include $(TEST_OBJ:.o=.d)
.SECONDARY: $(TEST_OBJ)

# The terminal interface without a terminal: tests drive its app directly.
TUI_LIB := $(B)/tests/libtui.a
$(TUI_LIB): $(filter $(B)/obj/src/tui/%,$(FACE_OBJ))
	@mkdir -p $(@D)
	$(call say,AR,$@)rm -f $@ && ar rcs $@ $^
$(T)/unit/%: $(B)/obj/tests/unit/%.o $(UNIT_HELP:%.c=$(B)/obj/%.o) $(TUI_LIB) $(LIB)
	@mkdir -p $(@D)
	$(call say,LINK,$@)$(CC) $(LDFLAGS_ALL) -o $@ $(filter %.o,$^) $(TUI_LIB) $(LIB) $(LIBS) -lcmocka
$(T)/fuzz/%: $(B)/obj/tests/fuzz/%.o $(B)/obj/tests/fuzz/replay.o $(TUI_LIB) $(LIB)
	@mkdir -p $(@D)
	$(call say,LINK,$@)$(CC) $(LDFLAGS_ALL) -o $@ $(filter %.o,$^) $(TUI_LIB) $(LIB) $(LIBS)
$(T)/bench/%: $(B)/obj/tests/bench/%.o $(TUI_LIB) $(LIB)
	@mkdir -p $(@D)
	$(call say,LINK,$@)$(CC) $(LDFLAGS_ALL) -o $@ $(filter %.o,$^) $(TUI_LIB) $(LIB) $(LIBS) -lutil

# A real terminal, where libvterm is at hand.
PTY_BIN := $(if $(wildcard /usr/include/vterm.h),$(T)/pty/term)
$(T)/pty/term: $(B)/obj/tests/pty/term.o
	@mkdir -p $(@D)
	$(call say,LINK,$@)$(CC) $(LDFLAGS_ALL) -o $@ $^ -lvterm -lutil

# What our reader finds in a workbook, cell by cell, to hold against other readers.
$(T)/xlsx/cells: $(B)/obj/tests/xlsx/cells.o $(LIB)
	@mkdir -p $(@D)
	$(call say,LINK,$@)$(CC) $(LDFLAGS_ALL) -o $@ $(filter %.o,$^) $(LIB) $(LIBS)

.PHONY: tests test test-long lint bench cover fuzz
tests: all $(UNIT_BIN) $(FUZZ_BIN) $(PTY_BIN) $(T)/xlsx/cells $(T)/bench/cpu
test: deps
	@$(MAKE) --no-print-directory tests
	@B=$(B) CC="$(CC)" sh tests/run.sh unit fuzz cli tui pty xlsx gold lint
test-long: deps
	@$(MAKE) --no-print-directory tests $(T)/bench/bench_export $(T)/bench/bench_xlsx
	@B=$(B) CC="$(CC)" MAHALLI_LONG=1 sh tests/run.sh unit fuzz cli tui pty xlsx gold lint long
lint:
	@B=$(B) CC="$(CC)" sh tests/run.sh lint
bench: all $(BENCH_BIN)
	@B=$(B) sh tests/bench/run.sh
cover: deps
	@$(MAKE) --no-print-directory COV=1 tests
	@find build/cov -name '*.gcda' -delete
	@B=build/cov CC="$(CC)" sh tests/run.sh unit fuzz cli tui pty xlsx gold > build/cov/run.log || tail -n 1 build/cov/run.log
	@sh scripts/cover.sh build/cov
# Coverage-guided fuzzing of one target: make fuzz TARGET=csv SECONDS=60 (clang).
fuzz:
	@TARGET="$(TARGET)" SECONDS="$(or $(SECONDS),60)" sh tests/fuzz/run.sh
