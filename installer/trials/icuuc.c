/* SPDX-License-Identifier: MIT
   For trials under Wine only, never shipped: the text converter library that Windows 10 has and Wine hasn't.
   Every call fails in the way its callers expect, and Qt then uses its own converters. */
#define OUT __declspec(dllexport)
#define NOT_SUPPORTED 16
static void fail(int *error) { if (error) *error = NOT_SUPPORTED; }
OUT void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
OUT void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
OUT void *ucnv_open(const char *name, int *error) { (void)name; fail(error); return 0; }
OUT void ucnv_close(void *c) { (void)c; }
OUT void ucnv_reset(void *c) { (void)c; }
OUT signed char ucnv_getMaxCharSize(void *c) { (void)c; return 4; }
OUT const char *ucnv_getName(void *c, int *error) { (void)c; fail(error); return 0; }
OUT void ucnv_getToUCallBack(void) {}
OUT void ucnv_getFromUCallBack(void) {}
OUT void ucnv_setToUCallBack(void *c, void *a, void *x, void *o, void *p, int *error) { (void)c, (void)a, (void)x, (void)o, (void)p; fail(error); }
OUT void ucnv_setFromUCallBack(void *c, void *a, void *x, void *o, void *p, int *error) { (void)c, (void)a, (void)x, (void)o, (void)p; fail(error); }
OUT void ucnv_cbToUWriteUChars(void *a, void *s, int l, int o, int *error) { (void)a, (void)s, (void)l, (void)o; fail(error); }
OUT void ucnv_cbFromUWriteUChars(void *a, void *s, void *l, int o, int *error) { (void)a, (void)s, (void)l, (void)o; fail(error); }
OUT void ucnv_toUnicode(void *c, void *t, void *e, void *s, void *l, void *o, int f, int *error) { (void)c, (void)t, (void)e, (void)s, (void)l, (void)o, (void)f; fail(error); }
OUT void ucnv_fromUnicode(void *c, void *t, void *e, void *s, void *l, void *o, int f, int *error) { (void)c, (void)t, (void)e, (void)s, (void)l, (void)o, (void)f; fail(error); }
OUT int ucnv_toUCountPending(void *c, int *error) { (void)c; fail(error); return 0; }
OUT int ucnv_fromUCountPending(void *c, int *error) { (void)c; fail(error); return 0; }
OUT const char *ucnv_getStandardName(const char *name, const char *standard, int *error) { (void)name, (void)standard; fail(error); return 0; }
OUT const char *ucnv_getAvailableName(int n) { (void)n; return 0; }
OUT int ucnv_countAvailable(void) { return 0; }
