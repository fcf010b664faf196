package org.reelgraph.settings;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import static org.reelgraph.settings.Setting.given;
import static org.reelgraph.settings.Setting.secret;
import static org.reelgraph.settings.Setting.stored;

/** All settings, in the order in which they are documented. Their defaults stand in {@code application.yml}. */
final class Settings {

    static final List<Setting> ALL = List.of(
            given("REELGRAPH_DATA_DIR", "reelgraph.data-dir", "Folder of the database and its backups."),
            stored("REELGRAPH_DURABILITY", "reelgraph.durability", Form.DURABILITY,
                    "Whether each write waits for the disk: full or normal."),
            stored("REELGRAPH_CHECK", "reelgraph.check", Form.CHECK,
                    "How the database is looked through for damage after a start: quick, full or off."),
            stored("REELGRAPH_STOP_WAIT", "reelgraph.stop-wait", Form.TIME,
                    "How long a stop waits while another process writes."),
            given("REELGRAPH_IMPORT_DIR", "reelgraph.import-dir", "Folder of what may be imported."),
            stored("REELGRAPH_IMPORT_ZONE", "reelgraph.import-zone", Form.ZONE,
                    "Zone of times in imported files that are written without an offset."),
            stored("REELGRAPH_SORT_LANGUAGE", "reelgraph.sort-language", Form.LANGUAGE,
                    "Language by whose rules titles and names are sorted."),
            given("REELGRAPH_DEMO", "reelgraph.demo", Form.TRUTH,
                    "Whether an empty database is filled with the demo library."),
            given("REELGRAPH_ADMIN_EMAIL", "reelgraph.admin.email", "Address of the first admin."),
            secret("REELGRAPH_ADMIN_PASSWORD", "reelgraph.admin.password", "Password of the first admin."),
            stored("REELGRAPH_ANONYMOUS", "reelgraph.anonymous", Form.ANONYMOUS,
                    "What callers see who aren't signed in: catalog or none."),
            secret("REELGRAPH_SECRET", "reelgraph.secret", "What tokens are signed with."),
            given("REELGRAPH_TRUSTED_PROXIES", "reelgraph.trusted-proxies",
                    "Proxies whose X-Forwarded-For and X-Request-Id count."),
            given("REELGRAPH_CORS_ORIGINS", "reelgraph.cors-origins", "Origins whose pages may ask from a browser."),
            given("REELGRAPH_CORS_HEADERS", "reelgraph.cors-headers",
                    "Further request headers that these pages may send."),
            given("REELGRAPH_HOSTS", "reelgraph.hosts", "Names that the server is reached by."),
            stored("REELGRAPH_SIGN_IN_ACCESS_TIME", "reelgraph.sign-in.access-time", Form.TIME,
                    "How long an access token is good."),
            stored("REELGRAPH_SIGN_IN_REFRESH_TIME", "reelgraph.sign-in.refresh-time", Form.TIME,
                    "How long a refresh token is good."),
            stored("REELGRAPH_SIGN_IN_REFRESH_GRACE", "reelgraph.sign-in.refresh-grace", Form.TIME,
                    "How long a refresh token that was replaced still gets the pair that is good."),
            stored("REELGRAPH_SIGN_IN_FREE_TRIES", "reelgraph.sign-in.free-tries", Form.NUMBER,
                    "How often one address may try to sign in to one account before it has to wait."),
            stored("REELGRAPH_SIGN_IN_TRIES", "reelgraph.sign-in.tries", Form.NUMBER,
                    "How often one address may try to sign in, whatever the accounts."),
            stored("REELGRAPH_SIGN_IN_TRIES_TIME", "reelgraph.sign-in.tries-time", Form.TIME,
                    "In how much time it may."),
            stored("REELGRAPH_SIGN_IN_QUEUE", "reelgraph.sign-in.queue", Form.NUMBER,
                    "How many sign-ins may wait, of networks that are known and of all others each."),
            given("REELGRAPH_SIGN_IN_HASH_MEMORY", "reelgraph.sign-in.hash-memory", Form.NUMBER,
                    "Argon2id's memory, in KiB."),
            given("REELGRAPH_SIGN_IN_HASH_ITERATIONS", "reelgraph.sign-in.hash-iterations", Form.NUMBER,
                    "Argon2id's passes."),
            given("REELGRAPH_SIGN_IN_HASH_PARALLELISM", "reelgraph.sign-in.hash-parallelism", Form.NUMBER,
                    "Argon2id's lanes."),
            stored("REELGRAPH_RATE_MUTATIONS", "reelgraph.rate.mutations", Form.NUMBER_OR_NONE,
                    "Mutations a minute of one user, or of one address where nobody is signed in."),
            stored("REELGRAPH_RATE_QUERIES", "reelgraph.rate.queries", Form.NUMBER_OR_NONE,
                    "Queries a minute of one user, or of one address where nobody is signed in."),
            stored("REELGRAPH_AUDIT_RETENTION", "reelgraph.audit.retention", Form.DAYS,
                    "How long entries of the audit trail are kept."),
            stored("REELGRAPH_CHANGES_RETENTION", "reelgraph.changes.retention", Form.DAYS,
                    "How long it is known that something was deleted."),
            limit("DOCUMENT", "Bytes of a document."), limit("TOKENS", "Tokens of a document."),
            limit("DIGITS", "Characters of a number in a document."),
            limit("RECURSION", "Rules of the grammar in each other."), limit("DEPTH", "Fields below each other."),
            limit("FIELDS", "Fields of an operation."), limit("ALIASES", "Aliases of an operation."),
            limit("ROOT_FIELDS", "Root fields of an operation."), limit("DIRECTIVES", "Directives of an operation."),
            limit("FRAGMENTS", "Fragments of a document within each other."),
            limit("COMPARISONS", "Comparisons of a document's fields that may be one in an answer."),
            limit("NODES", "Objects an operation is expected to find."),
            limit("BODY", "Bytes of a body from who may not import."),
            limit("BODY_VALUES", "Values of a body from who may not import."),
            part("IMPORT_BODY", "Bytes of a body from who may import; 0 is a sixteenth of the heap."),
            part("IMPORT_VALUES", "Values of a body from who may import; 0 is one for each KiB of the heap."),
            part("BODIES", "Bytes of all bodies of requests under way; 0 is an eighth of the heap."),
            limit("PACE", "Bytes a second that a client sends or takes at least."),
            limit("CONNECTIONS", "Connections that are open at once."),
            stored("REELGRAPH_LIMITS_STALL", "reelgraph.limits.stall", Form.TIME,
                    "How long a client may send or take nothing while the server waits for it."),
            limit("VALUES", "Values of an answer."),
            limit("ANSWER", "Bytes of an answer."),
            limit("READ", "Bytes of memory that the rows take which an operation reads."),
            stored("REELGRAPH_LIMITS_TIME", "reelgraph.limits.time", Form.TIME, "How long a query may take."),
            stored("REELGRAPH_LIMITS_MEMORY", "reelgraph.limits.memory", Form.NUMBER_OR_NONE,
                    "Bytes that all requests under way may take together; 0 is a quarter of the heap."),
            stored("REELGRAPH_LIMITS_MEMORY_WAIT", "reelgraph.limits.memory-wait", Form.TIME,
                    "How long a request waits for memory that others have."),
            limit("QUEUE", "Requests that may wait for their turn."),
            limit("QUEUE_OF_ONE", "How many of these may be of one user, or of one address."),
            stored("REELGRAPH_LIMITS_QUEUE_WAIT", "reelgraph.limits.queue-wait", Form.TIME,
                    "How long a request waits for its turn."),
            stored("REELGRAPH_LIMITS_QUEUE_MUTATION_WAIT", "reelgraph.limits.queue-mutation-wait", Form.TIME,
                    "How long a mutation waits for its turn."),
            stored("REELGRAPH_STOP_GRACE", "reelgraph.stop-grace", Form.TIME,
                    "How long the server goes on when it is told to stop."),
            given("MICRONAUT_SERVER_HOST", "micronaut.server.host", "Address to listen on."),
            given("MICRONAUT_SERVER_PORT", "micronaut.server.port", Form.PORT, "Port to listen on."),
            given("MICRONAUT_SERVER_CONTEXT_PATH", "micronaut.server.context-path", "Path that the server is at."));

    private Settings() {
    }

    private static Setting limit(String name, String description) {
        return limit(name, Form.NUMBER, description);
    }

    private static Setting part(String name, String description) {
        return limit(name, Form.NUMBER_OR_NONE, description);
    }

    private static Setting limit(String name, Form form, String description) {
        return stored("REELGRAPH_LIMITS_" + name,
                "reelgraph.limits." + name.toLowerCase(Locale.ROOT).replace('_', '-'), form, description);
    }

    /** {@return the setting of this name} */
    static Optional<Setting> named(String name) {
        return ALL.stream().filter(setting -> setting.name().equals(name)).findFirst();
    }
}
