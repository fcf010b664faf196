#!/usr/bin/env python3
"""Reelgraph among the peers of the rig: its data, its start and its dialect. README.md beside this file tells the use.

    reelgraph.py join RIG      enters the server and its dialect in a copy of the rig, once
    reelgraph.py serve RIG     loads the data where that wasn't done yet, then becomes the server; the rig calls it
    reelgraph.py lines NDJSON  prints the rig's data as JSON_LINES

REELGRAPH_SIZE names the rig's data (S, M or L; M where not set). As a module it holds the dialect: the rig's numbers become
global ids before anything is timed, and come back in the answers by the rating keys and IMDb ids that the import kept.
"""
import json, os, shutil, sqlite3, subprocess, sys, urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
PROJECT = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))
SIZE = os.environ.get("REELGRAPH_SIZE", "M")
PORT = 4121
WORKLOADS = ["W1", "W2", "W3", "W4"]
PAGE_ENDS = "query($first: Int!, $after: String) { allSeries(first: $first, after: $after) { pageInfo { endCursor } } }"

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
TABLES = {"series": ("media_items WHERE kind = 'SERIES'", "rating_key"), "movie": ("media_items WHERE kind = 'MOVIE'", "rating_key"),
          "season": ("seasons", "rating_key"), "episode": ("episodes", "rating_key"), "person": ("people", "imdb")}
# The rig sorts titles by bytes, and finds in them what differs in the case of A to Z only.
SETTINGS = {"REELGRAPH_CACHE": "off", "REELGRAPH_SORT_LANGUAGE": "binary"}
# The rig's own PostgreSQL, see gen/pg.sh there.
POSTGRESQL = f"postgresql://rig@127.0.0.1:{os.environ.get('RIG_PGPORT', '55432')}"
JVM = "-XX:+UseParallelGC -XX:+UseCompactObjectHeaders -XX:+UseTransparentHugePages --enable-native-access=ALL-UNNAMED"


# ------------------------------------------------------------ data
def lines(ndjson):
    people = {}
    with open(ndjson, encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            if row["t"] == "person":
                people[row["id"]] = {"name": row["name"], "externalIds": {"imdb": row["extId"]}}
            else:
                yield json.dumps(item(row, people), ensure_ascii=False)


def item(row, people):
    record = {"kind": row["t"].upper(), "ratingKey": str(row["id"]), "title": row["title"], "year": row["year"],
              "summary": row["summary"], "rating": row["rating"], "externalIds": {"imdb": row["extId"]},
              "cast": cast(row, people)}
    if row["t"] == "series":
        record["seasons"] = [season(s, people) for s in row["seasons"]]
    elif row["runtime"] is not None:
        record["durationSeconds"] = row["runtime"] * 60
    return record


def season(row, people):
    return {"ratingKey": str(row["id"]), "number": row["number"], "title": row["title"],
            "episodes": [episode(e, people) for e in row["episodes"]]}


def episode(row, people):
    runtime = row["runtime"]
    return {"ratingKey": str(row["id"]), "number": row["number"], "title": row["title"], "summary": row["summary"],
            "airedOn": row["airDate"], "durationSeconds": None if runtime is None else runtime * 60,
            "rating": row["rating"], "cast": cast(row, people)}


def cast(row, people):
    return [{"character": c["character"], "person": people[c["person"]]} for c in row.get("cast", [])]


# ------------------------------------------------------------ server
def store_of(rig):
    return os.path.join(rig, "run", f"reelgraph-{SIZE}")


def serve(rig):
    java = [os.environ["JAVA"], *JVM.split(), "-jar", os.path.join(PROJECT, "target", "reelgraph.jar")]
    if not os.path.exists(store_of(rig)):
        load(java, os.path.join(rig, "data", f"{SIZE}.ndjson"), store_of(rig))
    os.environ.update(REELGRAPH_DATA_DIR=store_of(rig), MICRONAUT_SERVER_PORT=os.environ["PORT"], **SETTINGS)
    if os.environ.get("REELGRAPH_ON") == "postgresql":
        os.environ.update(REELGRAPH_DATABASE=copied(java))
    os.execv(java[0], java)


def load(java, ndjson, store):
    """Loads into a folder of another name first, so that a load that was broken off is not taken for a whole one."""
    loading = store + ".loading"
    shutil.rmtree(loading, ignore_errors=True)
    os.makedirs(loading)
    data = os.path.join(loading, "data.jsonl")
    with open(data, "w", encoding="utf-8") as out:
        out.writelines(line + "\n" for line in lines(ndjson))
    subprocess.run([*java, "import", data, "--format", "JSON_LINES"], check=True,
                   env={**os.environ, "REELGRAPH_DATA_DIR": loading, **SETTINGS})
    os.remove(data)
    os.rename(loading, store)


def copied(java):
    """The store in the rig's PostgreSQL, with the same ids; it is copied there once."""
    name = f"reelgraph_{SIZE.lower()}"
    made = subprocess.run(["psql", "-X", "-q", f"{POSTGRESQL}/postgres", "-c", f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"],
                          stderr=subprocess.DEVNULL)
    if made.returncode == 0:
        subprocess.run([*java, "db", "copy", "--to", f"{POSTGRESQL}/{name}"], check=True)
    return f"{POSTGRESQL}/{name}"


def join(rig):
    servers = os.path.join(rig, "bench", "servers.json")
    with open(servers, encoding="utf-8") as file:
        entries = json.load(file)
    entries["reelgraph"] = {"cwd": ".", "cmd": [sys.executable, os.path.join(HERE, "reelgraph.py"), "serve", "${RIG}"],
                            "env": {"JAVA": "${JAVA25}"}, "port": PORT, "dialect": "reelgraph", "workloads": WORKLOADS}
    entries["reelgraph-postgresql"] = {**entries["reelgraph"], "env": {"JAVA": "${JAVA25}", "REELGRAPH_ON": "postgresql"}, "port": PORT + 1,
                                       "db": "pg"}
    with open(servers, "w", encoding="utf-8") as file:
        json.dump(entries, file, indent=2)
    with open(os.path.join(rig, "bench", "dialects.py"), "r+", encoding="utf-8") as file:
        if "reelgraph" not in file.read():
            file.write(f"\n\nimport sys\nsys.path.append({HERE!r})\nimport reelgraph\n"
                       "DIALECTS['reelgraph'] = reelgraph.dialect(GraphQL, os.path.dirname(os.path.dirname(QDIR)))\n")


# ------------------------------------------------------------ dialect
def tsid(number):
    return "".join(ALPHABET[number >> shift & 31] for shift in range(60, -1, -5))


class Ids:
    """The rig's numbers and our ids, both ways, as the store has them."""

    def __init__(self, store):
        with sqlite3.connect(f"file:{store}/reelgraph.db?mode=ro", uri=True) as db:
            self.ours, self.rigs = {}, {}
            for kind, (table, key) in TABLES.items():
                for id, rig in db.execute(f"SELECT id, {key} FROM {table}"):
                    number, ours = int(rig.removeprefix("nm")), f"{kind}_{tsid(id)}"
                    self.ours[kind, number], self.rigs[ours] = ours, number


def dialect(base, rig):
    """The dialect's class, on the rig's own class for GraphQL."""

    class Reelgraph(base):
        qdir = os.path.join(os.path.dirname(HERE), "queries")
        known = None

        def __init__(self, *given):
            super().__init__(*given)
            self.ends = [None]

        def ids(self):
            if not os.path.exists(store_of(rig)):
                raise ValueError("the data is still being loaded")
            self.known = self.known or Ids(store_of(rig))
            return self.known

        def variables(self, w, a):
            if w in ("W1", "W2"):
                return {"id": self.ids().ours["series", a["id"]]}
            return {"first": a["first"], "after": self.end_of_page(a["offset"], a["first"])} if w == "W3" else a

        def end_of_page(self, offset, size):
            """The cursor after so many series, as a client would have come by it: page by page."""
            while len(self.ends) <= offset // size:
                page = self.post(PAGE_ENDS, {"first": size, "after": self.ends[-1]})["allSeries"]["pageInfo"]
                self.ends.append(page["endCursor"])
            return self.ends[offset // size]

        def post(self, query, variables):
            request = urllib.request.Request(f"http://127.0.0.1:{PORT}/graphql", json.dumps({"query": query, "variables": variables}).encode(),
                                             {"content-type": "application/json"})
            with urllib.request.urlopen(request) as answer:
                return json.load(answer)["data"]

        def unwrap(self, w, data):
            if w in ("W1", "W2"):
                return self.rig_form(data["series"])
            connection = data["allSeries" if w == "W3" else "allMedia"]
            return [self.rig_form(edge["node"]) for edge in connection["edges"]]

        def rig_form(self, value):
            if isinstance(value, list):
                return [self.rig_form(v) for v in value]
            if isinstance(value, dict):
                return {k: self.member(k, v) for k, v in value.items()}
            return value

        def member(self, name, value):
            if name == "id":
                return self.ids().rigs[value]
            if name == "kind":
                return value.lower()
            if name == "runtime":
                return None if value is None else value // 60
            return self.rig_form(value)

    return Reelgraph


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["lines", ndjson]:
            for line in lines(ndjson):
                print(line)
        case ["join", rig]:
            join(os.path.abspath(rig))
        case ["serve", rig]:
            serve(os.path.abspath(rig))
        case _:
            sys.exit(__doc__)
