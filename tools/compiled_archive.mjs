// compiled_archive.mjs PYODIDE SOURCE TARGET keep|drop: a wheel as an archive for the page. Its
// modules are compiled, so that importing them compiles nothing; their sources are kept beside the
// code or dropped. Nothing is deflated inside: the server sends it with brotli around it.

import { mkdir, rename, writeFile } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, source, target, sources] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(resolve(folder, "pyodide.mjs")).href);
const python = await loadPyodide({ indexURL: resolve(folder) });
python.FS.mkdirTree("/host");
python.FS.mount(python.FS.filesystems.NODEFS, { root: dirname(resolve(source)) }, "/host");
python.globals.set("wheel", `/host/${basename(source)}`);
python.globals.set("keep", sources === "keep");

python.runPython(`
import importlib.util, marshal, re, site, sys, zipfile

# Parts that no page can use: headers, stubs, tests, the Fortran compiler's front end.
LEFT_OUT = re.compile(r"(^|/)(tests?|include|lib/npymath|f2py)/|\\.(pyi|pxd|pyx|h|c|a|pc|in|ini)$")
# The engines: the page fetches each by itself, and the big one only when it is needed.
ENGINES = "p_vision/engine/page/"
# Header of a compiled file whose source is never looked at.
HEADER = importlib.util.MAGIC_NUMBER + (1).to_bytes(4, "little") + bytes(8)
PLACE = site.getsitepackages()[0]


def compiled_name(name):
    if not keep:
        return name + "c"
    folder, _, file = name.rpartition("/")
    return f"{folder}/__pycache__/{file.removesuffix('.py')}.{sys.implementation.cache_tag}.pyc"


with (
    zipfile.ZipFile(wheel) as source,
    zipfile.ZipFile("/tmp/compiled.zip", "w", zipfile.ZIP_STORED) as compiled,
):
    for name in sorted(source.namelist()):
        if name.endswith("/") or name.startswith(ENGINES):
            continue
        if not keep and LEFT_OUT.search(name):
            continue
        content = source.read(name)
        parts = {}
        if name.endswith(".py"):
            code = compile(content, f"{PLACE}/{name}", "exec", dont_inherit=True)
            parts[compiled_name(name)] = HEADER + marshal.dumps(code)
        if keep or not parts:
            parts[name] = content
        for part, bytes_ in parts.items():
            compiled.writestr(zipfile.ZipInfo(part, (2026, 1, 1, 0, 0, 0)), bytes_)
`);
const content = python.FS.readFile("/tmp/compiled.zip");
await mkdir(dirname(target), { recursive: true });
await writeFile(`${target}.partial`, content);
await rename(`${target}.partial`, target);
