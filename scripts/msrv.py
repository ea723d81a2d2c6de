"""Fails when a dependency of the libraries declares a newer Rust than the workspace does.

Reads `cargo metadata` from standard input. Only what users build counts: normal and build
dependencies of the crates under `crates/`, not what tests and benches bring.
"""

import json
import sys


def version(text):
    return tuple(int(part) for part in (text.split("-")[0] + ".0.0").split(".")[:3])


metadata = json.load(sys.stdin)
packages = {package["id"]: package for package in metadata["packages"]}
nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
ours = [
    identity
    for identity in metadata["workspace_members"]
    if "/crates/" in packages[identity]["manifest_path"]
]
limit = packages[ours[0]]["rust_version"]

reached, queue = set(), list(ours)
while queue:
    identity = queue.pop()
    if identity in reached:
        continue
    reached.add(identity)
    for dependency in nodes[identity]["deps"]:
        if any(kind["kind"] in (None, "build") for kind in dependency["dep_kinds"]):
            queue.append(dependency["pkg"])

newer = sorted(
    f"{packages[identity]['name']} {packages[identity]['version']} needs Rust {packages[identity]['rust_version']}"
    for identity in reached
    if packages[identity]["rust_version"] and version(packages[identity]["rust_version"]) > version(limit)
)
print(f"{len(reached)} crates, the libraries' own included, build with Rust {limit}")
if newer:
    sys.exit("\n".join(newer))
