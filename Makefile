# Mahalli: one non-recursive Makefile. Sources are found by wildcard; build/ is the only folder written.
#   make            the program, build/mahalli        make demo    everything, from nothing to a workbook
#   make test       all quick tests                   make test-long, lint, bench, cover, install
#   V=1 shows commands; SAN=1 builds with ASan+UBSan in its own folder; CI=true adds -Werror
.DEFAULT_GOAL := all
CC ?= cc
PREFIX ?= /usr/local
DESTDIR ?=
B := build$(if $(SAN),/san)$(if $(COV),/cov)
BIN := $(B)/mahalli
LIB := $(B)/libmahalli.a

PKGS := sqlite3 libutf8proc libsodium xlsxwriter libzip expat
STD := -std=c11 -D_POSIX_C_SOURCE=200809L
WARN := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wconversion $(if $(CI),-Werror)
HARD := $(if $(SAN)$(COV),,-D_FORTIFY_SOURCE=2) -fstack-protector-strong -fPIE -fdebug-prefix-map=$(CURDIR)=.
OPT ?= $(if $(SAN),-O1 -fno-omit-frame-pointer,$(if $(COV),-O0,-O2)) -g
SAN_FLAGS := -fsanitize=address,undefined -fno-sanitize-recover=all
SANF := $(if $(SAN),$(SAN_FLAGS))
COVF := $(if $(COV),--coverage)
CPPF := -Iinclude -Isrc -I$(B)/gen -MMD -MP $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
CFLAGS_ALL = $(STD) $(WARN) $(HARD) $(OPT) $(SANF) $(COVF) $(CPPF) $(CFLAGS)
LDFLAGS_ALL = $(SANF) $(COVF) -pie -Wl,-z,relro,-z,now $(LDFLAGS)
# Only what solves (the child) needs these; tests that do not are not bound to them.
COIN := -Wl,--as-needed -lCbcSolver -lCbc -lOsiClp -lOsi -lCgl -lClp -lCoinUtils -Wl,--no-as-needed
LIBS = $(shell pkg-config --libs $(PKGS) 2>/dev/null || echo -lsqlite3 -lutf8proc -lsodium -lxlsxwriter -lzip -lexpat) -lcsv -lz $(COIN) -lm -lpthread $(shell pkg-config --libs ncursesw 2>/dev/null || echo -lncursesw -ltinfo)

Q := $(if $(V),,@)
say = $(if $(V),,@printf '  %-5s %s\n' '$(1)' '$(2)';)

LAYERS := base domain spec match plan solve store import export ops
LIB_SRC := $(sort $(foreach l,$(LAYERS),$(wildcard src/$(l)/*.c src/$(l)/*/*.c)))
FACE_SRC := $(sort src/main.c $(wildcard src/cli/*.c) $(wildcard src/tui/*.c))
GEN_SRC := $(B)/gen/schema.c $(B)/gen/reference.c $(B)/gen/i18n.c
LIB_OBJ := $(LIB_SRC:%.c=$(B)/obj/%.o) $(GEN_SRC:$(B)/gen/%.c=$(B)/obj/gen/%.o)
FACE_OBJ := $(FACE_SRC:%.c=$(B)/obj/%.o)

.PHONY: all
all: $(BIN)

$(BIN): $(FACE_OBJ) $(LIB)
	$(call say,LINK,$@)$(CC) $(LDFLAGS_ALL) -o $@ $(FACE_OBJ) $(LIB) $(LIBS)
$(LIB): $(LIB_OBJ)
	$(call say,AR,$@)rm -f $@ && ar rcs $@ $(LIB_OBJ)
$(B)/obj/%.o: %.c | deps-check
	@mkdir -p $(@D)
	$(call say,CC,$<)$(CC) $(CFLAGS_ALL) -c -o $@ $<
$(B)/obj/gen/%.o: $(B)/gen/%.c
	@mkdir -p $(@D)
	$(call say,CC,$<)$(CC) $(CFLAGS_ALL) -Wno-overlength-strings -c -o $@ $<

# What the binary carries: the schema's migrations, the reference data and the catalogues of texts.
$(B)/gen/schema.c: $(sort $(wildcard schema/sqlite/*.sql)) scripts/embed-schema.sh
	@mkdir -p $(@D)
	$(call say,GEN,$@)sh scripts/embed-schema.sh $(filter %.sql,$^) > $@.tmp && mv $@.tmp $@
$(B)/gen/reference.c: $(sort $(wildcard schema/reference/*/*.csv)) scripts/embed-reference.sh
	@mkdir -p $(@D)
	$(call say,GEN,$@)sh scripts/embed-reference.sh $(filter %.csv,$^) > $@.tmp && mv $@.tmp $@

$(B)/gen/i18n.c: $(sort $(wildcard src/i18n/*.po)) scripts/embed-po.sh
	@mkdir -p $(@D)
	$(call say,GEN,$@)sh scripts/embed-po.sh $(filter %.po,$^) > $@.tmp && mv $@.tmp $@

-include $(LIB_OBJ:.o=.d) $(FACE_OBJ:.o=.d)

include tests/tests.mk

.PHONY: deps deps-check
deps:
	@sh scripts/deps.sh
# Says what is missing instead of a compiler's complaint.
deps-check:
	@sh scripts/deps.sh --check
# make -j deps all: what deps installs is there before anything is compiled.
ifneq ($(filter deps,$(MAKECMDGOALS)),)
deps-check: deps
endif

.PHONY: demo
demo: deps
	@$(MAKE) --no-print-directory all
	@BIN=$(BIN) sh scripts/demo.sh

# Pictures of the workbooks of the sample plan, to look at: build/look/*.png.
.PHONY: look
look: all
	@BIN=$(BIN) OUT=$(B)/look sh scripts/look.sh

.PHONY: install
install: all
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(BIN) $(DESTDIR)$(PREFIX)/bin/mahalli
	install -d $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/bash-completion/completions
	$(BIN) completion man > $(B)/mahalli.1
	$(BIN) completion bash > $(B)/mahalli.bash
	install -m 644 $(B)/mahalli.1 $(DESTDIR)$(PREFIX)/share/man/man1/mahalli.1
	install -m 644 $(B)/mahalli.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/mahalli

.PHONY: clean
clean:
	rm -rf build
