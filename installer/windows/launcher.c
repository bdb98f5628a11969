/* SPDX-License-Identifier: MIT
   Starts the program inside its own folder: loads python\python313.dll and runs the desktop package.
   Built twice: for the window (no console) and, with -DCONSOLE, for commands. */
#include <windows.h>
#include <stdio.h>
#include <wchar.h>

typedef int (*run_python)(int, wchar_t **);

static int refuse(void) {
    const wchar_t *said = L"A part of Graduated Response is missing. Please install it again; your school's file is safe.";
#ifdef CONSOLE
    fwprintf(stderr, L"%ls\n", said);
#else
    MessageBoxW(NULL, said, L"Graduated Response", MB_ICONERROR);
#endif
    return 2;
}

static int start(int count, wchar_t **words) {
    static wchar_t folder[32768], library[32768];
    DWORD length = GetModuleFileNameW(NULL, folder, 32767);
    wchar_t *last = length ? wcsrchr(folder, L'\\') : NULL;
    if (!last || last - folder > 32700) return refuse();
    *last = 0;
    /* The installer asks for this name to learn whether the program is open. It is freed with the process. */
    CreateMutexW(NULL, FALSE, L"GraduatedResponseIsOpen");
    wcscpy(library, folder);
    wcscat(library, L"\\python\\python313.dll");
    HMODULE python = LoadLibraryExW(library, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    run_python run = python ? (run_python)(void *)GetProcAddress(python, "Py_Main") : NULL;
    wchar_t **all = (wchar_t **)LocalAlloc(LPTR, sizeof(wchar_t *) * (count + 4));
    if (!run || !all) return refuse();
    int n = 0;
    all[n++] = words[0];
    all[n++] = L"-I"; /* nothing from the environment or the user's own Python */
    all[n++] = L"-m";
    all[n++] = L"desktop";
    for (int i = 1; i < count; i++) all[n++] = words[i];
    return run(n, all);
}

#ifdef CONSOLE
int wmain(int count, wchar_t **words) { return start(count, words); }
#else
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE before, LPWSTR line, int show) {
    (void)instance, (void)before, (void)line, (void)show;
    int count;
    wchar_t **words = CommandLineToArgvW(GetCommandLineW(), &count);
    return words ? start(count, words) : refuse();
}
#endif
