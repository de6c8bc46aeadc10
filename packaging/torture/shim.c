/* Loaded before libc (LD_PRELOAD): counts what a process does to files below two folders, and at
 * one of these operations ends the process, or says from there on that the disk is full.
 *
 * Does nothing until `shim_arm` is called. What it sees stands in memory that is shared with the
 * process that armed it, so it outlives a kill. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { PATH = 4096, KINDS = 32768 };

struct seen {
    long count;        /* how many operations there were */
    long tripped;      /* at which one something was done, 0 for none */
    char place[PATH];  /* the file of that one */
    char kinds[KINDS]; /* one letter each */
};

static struct seen *seen;
static long at;
static char mode; /* N count only, B kill before, H after half, A after; F full, S half, then full */
static char tops[2][PATH];

void shim_arm(struct seen *shared, long number, char what, const char *one, const char *other) {
    at = number;
    mode = what;
    strncpy(tops[0], one, PATH - 1);
    strncpy(tops[1], other, PATH - 1);
    seen = shared;
}

static int below(const char *path) {
    for (int i = 0; seen && path && i < 2; i++)
        if (*tops[i] && !strncmp(path, tops[i], strlen(tops[i]))) return 1;
    return 0;
}

static int absolute(int folder, const char *path, char *out) {
    char link[64];
    ssize_t length = 0;
    if (!seen || !path) return 0;
    if (*path != '/') {
        snprintf(link, sizeof link, folder == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", folder);
        length = readlink(link, out, PATH / 2);
        if (length < 0) return 0;
        out[length++] = '/';
    }
    strncpy(out + length, path, PATH / 2 - 1);
    out[length + PATH / 2 - 1] = 0;
    return below(out);
}

static int descriptor(int fd, char *out) {
    char link[64];
    if (!seen) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, out, PATH - 1);
    if (length < 0) return 0;
    out[length] = 0;
    return below(out);
}

static void die(void) {
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
}

enum { GO_ON, REFUSE, HALF, THEN_DIE };

/* What becomes of this operation. A full disk still lets go of things: lower case kinds. */
static int met(char kind, const char *path) {
    long number = __sync_add_and_fetch(&seen->count, 1);
    if (number <= KINDS) seen->kinds[number - 1] = kind;
    int takes = kind >= 'A' && kind <= 'Z';
    int writes = kind == 'W';
    if (number == at) {
        seen->tripped = number;
        strncpy(seen->place, path, PATH - 1);
        if (mode == 'B') die();
        if (mode == 'H' || (mode == 'S' && writes)) return HALF;
        if (mode == 'A') return THEN_DIE;
    }
    if ((mode == 'F' || mode == 'S') && number >= at && takes) {
        errno = ENOSPC;
        return REFUSE;
    }
    return GO_ON;
}

#define REAL(type, name, ...)                                 \
    static type (*real)(__VA_ARGS__);                         \
    if (!real) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

/* Half of a write: the process dies behind it, or gets to know that it was half. */
#define WRITING(call_half, call_whole)        \
    switch (met('W', path)) {                 \
    case REFUSE: return -1;                   \
    case HALF: {                              \
        ssize_t done = call_half;             \
        if (mode == 'H') die();               \
        return done;                          \
    }                                         \
    case THEN_DIE: call_whole; die();         \
    }                                         \
    return call_whole

/* Everything else happens or does not. */
#define HAPPENING(kind, path, call)           \
    switch (met(kind, path)) {                \
    case REFUSE: return -1;                   \
    case HALF: die();                         \
    case THEN_DIE: call; die();               \
    }                                         \
    return call

ssize_t write(int fd, const void *data, size_t size) {
    REAL(ssize_t, "write", int, const void *, size_t);
    char path[PATH];
    if (!descriptor(fd, path)) return real(fd, data, size);
    WRITING(real(fd, data, (size + 1) / 2), real(fd, data, size));
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t where) {
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
    char path[PATH];
    if (!descriptor(fd, path)) return real(fd, data, size, where);
    WRITING(real(fd, data, (size + 1) / 2, where), real(fd, data, size, where));
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t where) {
    return pwrite64(fd, data, size, where);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
    REAL(ssize_t, "writev", int, const struct iovec *, int);
    char path[PATH];
    if (!descriptor(fd, path)) return real(fd, parts, count);
    WRITING(real(fd, parts, (count + 1) / 2), real(fd, parts, count));
}

int fsync(int fd) {
    REAL(int, "fsync", int);
    char path[PATH];
    if (!descriptor(fd, path)) return real(fd);
    HAPPENING('s', path, real(fd));
}

int fdatasync(int fd) {
    REAL(int, "fdatasync", int);
    char path[PATH];
    if (!descriptor(fd, path)) return real(fd);
    HAPPENING('s', path, real(fd));
}

int ftruncate64(int fd, off64_t size) {
    REAL(int, "ftruncate64", int, off64_t);
    char path[PATH];
    if (!descriptor(fd, path)) return real(fd, size);
    HAPPENING('t', path, real(fd, size));
}

int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

int renameat(int from, const char *old, int to, const char *new) {
    REAL(int, "renameat", int, const char *, int, const char *);
    char path[PATH];
    if (!absolute(to, new, path)) return real(from, old, to, new);
    HAPPENING('r', path, real(from, old, to, new));
}

int rename(const char *old, const char *new) { return renameat(AT_FDCWD, old, AT_FDCWD, new); }

int renameat2(int from, const char *old, int to, const char *new, unsigned flags) {
    REAL(int, "renameat2", int, const char *, int, const char *, unsigned);
    char path[PATH];
    if (!absolute(to, new, path)) return real(from, old, to, new, flags);
    HAPPENING('r', path, real(from, old, to, new, flags));
}

int linkat(int from, const char *old, int to, const char *new, int flags) {
    REAL(int, "linkat", int, const char *, int, const char *, int);
    char path[PATH];
    if (!absolute(to, new, path)) return real(from, old, to, new, flags);
    HAPPENING('L', path, real(from, old, to, new, flags));
}

int link(const char *old, const char *new) { return linkat(AT_FDCWD, old, AT_FDCWD, new, 0); }

int symlinkat(const char *what, int to, const char *new) {
    REAL(int, "symlinkat", const char *, int, const char *);
    char path[PATH];
    if (!absolute(to, new, path)) return real(what, to, new);
    HAPPENING('L', path, real(what, to, new));
}

int symlink(const char *what, const char *new) { return symlinkat(what, AT_FDCWD, new); }

int unlinkat(int folder, const char *name, int flags) {
    REAL(int, "unlinkat", int, const char *, int);
    char path[PATH];
    if (!absolute(folder, name, path)) return real(folder, name, flags);
    HAPPENING('u', path, real(folder, name, flags));
}

int unlink(const char *name) { return unlinkat(AT_FDCWD, name, 0); }

int rmdir(const char *name) { return unlinkat(AT_FDCWD, name, AT_REMOVEDIR); }

int mkdirat(int folder, const char *name, mode_t rights) {
    REAL(int, "mkdirat", int, const char *, mode_t);
    char path[PATH];
    if (!absolute(folder, name, path)) return real(folder, name, rights);
    HAPPENING('M', path, real(folder, name, rights));
}

int mkdir(const char *name, mode_t rights) { return mkdirat(AT_FDCWD, name, rights); }

static int opened(int folder, const char *name, int flags, mode_t rights) {
    REAL(int, "openat64", int, const char *, int, ...);
    char path[PATH];
    struct stat found;
    int creates = flags & (O_CREAT | O_TRUNC);
    if (!creates || !absolute(folder, name, path)) return real(folder, name, flags, rights);
    if (!(flags & O_TRUNC) && !fstatat(folder, name, &found, 0))
        return real(folder, name, flags, rights); /* it is there, and stays as it is */
    HAPPENING(flags & O_CREAT ? 'O' : 't', path, real(folder, name, flags, rights));
}

#define RIGHTS                                     \
    mode_t rights = 0;                             \
    if (flags & (O_CREAT | __O_TMPFILE)) {         \
        va_list more;                              \
        va_start(more, flags);                     \
        rights = va_arg(more, mode_t);             \
        va_end(more);                              \
    }

int openat64(int folder, const char *name, int flags, ...) {
    RIGHTS
    return opened(folder, name, flags, rights);
}

int openat(int folder, const char *name, int flags, ...) {
    RIGHTS
    return opened(folder, name, flags, rights);
}

int open64(const char *name, int flags, ...) {
    RIGHTS
    return opened(AT_FDCWD, name, flags, rights);
}

int open(const char *name, int flags, ...) {
    RIGHTS
    return opened(AT_FDCWD, name, flags, rights);
}

int creat(const char *name, mode_t rights) {
    return opened(AT_FDCWD, name, O_CREAT | O_WRONLY | O_TRUNC, rights);
}
