// stdlib.mjs PYODIDE TARGET: Python's standard library as Pyodide ships it, but compiled, and
// stored so that brotli around the zip can see into it. Starting Python then compiles nothing.

import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, target] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(resolve(folder, "pyodide.mjs")).href);
const python = await loadPyodide({ indexURL: resolve(folder) });
python.FS.mkdirTree("/host");
python.FS.mount(python.FS.filesystems.NODEFS, { root: resolve(folder) }, "/host");

python.runPython(`
import importlib.util, marshal, sys, zipfile

# Where the library will lie in the page: tracebacks name it.
place = next(path for path in sys.path if path.endswith(".zip"))
# Header of a compiled file whose source is never looked for.
header = importlib.util.MAGIC_NUMBER + (1).to_bytes(4, "little") + bytes(8)

with (
    zipfile.ZipFile("/host/python_stdlib.zip") as source,
    zipfile.ZipFile("/tmp/compiled.zip", "w", zipfile.ZIP_STORED) as compiled,
):
    for name in sorted(source.namelist()):
        if name.endswith("/"):
            continue
        content = source.read(name)
        if name.endswith(".py"):
            code = compile(content, f"{place}/{name}", "exec", dont_inherit=True)
            name, content = name + "c", header + marshal.dumps(code)
        compiled.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content)
`);
const content = python.FS.readFile("/tmp/compiled.zip");
await mkdir(dirname(target), { recursive: true });
await writeFile(`${target}.partial`, content);
await rename(`${target}.partial`, target);
