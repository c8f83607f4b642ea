/*
 * A PKCS#11 library that forwards to another one and fails where it is told to: a file in the folder CONTROL that has the
 * name of a function holds the return value of its next calls (hexadecimal) and how many they are. Each call of a function below
 * appends its name to the file "calls". Built by the tests with -DREAL="..." -DCONTROL="...".
 */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef unsigned long rv;
typedef rv (*any)(unsigned long, unsigned long, unsigned long, unsigned long, unsigned long, unsigned long, unsigned long,
                  unsigned long);

/* CK_FUNCTION_LIST: a version, and 68 functions in the order of the standard. */
struct list {
    unsigned char version[2];
    any functions[68];
};

static struct list *real;
static struct list ours;

static rv told(const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s/calls", CONTROL);
    FILE *calls = fopen(path, "a");
    if (calls) {
        fprintf(calls, "%s\n", name);
        fclose(calls);
    }
    snprintf(path, sizeof path, "%s/%s", CONTROL, name);
    char mine[4200];
    snprintf(mine, sizeof mine, "%s.%lx", path, (unsigned long) &path);
    if (rename(path, mine)) {
        return 0;
    }
    rv value = 0;
    FILE *file = fopen(mine, "r");
    if (file) {
        int times = 1;
        if (fscanf(file, "%lx %d", &value, &times) < 1) value = 5;
        fclose(file);
        FILE *again = times > 1 ? fopen(path, "w") : NULL;
        if (again) {
            fprintf(again, "%lx %d", value, times - 1);
            fclose(again);
        }
    }
    unlink(mine);
    return value;
}

#define FAILING(index, name)                                                                                               \
    static rv name(unsigned long a, unsigned long b, unsigned long c, unsigned long d, unsigned long e, unsigned long f,  \
                   unsigned long g, unsigned long h) {                                                                     \
        rv value = told(#name);                                                                                            \
        return value ? value : real->functions[index](a, b, c, d, e, f, g, h);                                             \
    }

FAILING(12, C_OpenSession)
FAILING(18, C_Login)
FAILING(20, C_CreateObject)
FAILING(42, C_SignInit)
FAILING(43, C_Sign)
FAILING(45, C_SignFinal)

rv C_GetFunctionList(struct list **list) {
    if (!real) {
        void *library = dlopen(REAL, RTLD_NOW | RTLD_LOCAL);
        if (!library) return 5;
        rv (*get)(struct list **) = (rv (*)(struct list **)) dlsym(library, "C_GetFunctionList");
        if (!get || get(&real)) return 5;
        memcpy(&ours, real, sizeof ours);
        ours.functions[12] = C_OpenSession;
        ours.functions[18] = C_Login;
        ours.functions[20] = C_CreateObject;
        ours.functions[42] = C_SignInit;
        ours.functions[43] = C_Sign;
        ours.functions[45] = C_SignFinal;
    }
    *list = &ours;
    return 0;
}
