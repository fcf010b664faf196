package org.reelgraph.accounts;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ScalarTypeDefinition;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.schema.idl.ScalarInfo;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.TypeInfo;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reelgraph.accounts.User.Status;
import org.reelgraph.accounts.sessions.Sessions;
import org.reelgraph.accounts.sessions.SignIn;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.testing.Archives;
import org.reelgraph.testing.EventStreamClient;
import org.reelgraph.testing.Exports;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;

/** Who may do what: every field of the root types and every type with a global id, in every role. */
class RightsTest extends ServerTest {

    /** What a field requires: least role {@code public}, {@code catalog} (everybody, unless the anonymous see nothing) or a role. */
    private record Requirement(String role, boolean session) {

        static Requirement of(String[] words) {
            return new Requirement(words[1], words.length > 2 && words[2].equals("session"));
        }
    }

    /** By field, from one file for each feature: the role, and {@code session} if an API key is refused. */
    private static final Map<String, Requirement> FIELDS = fields();

    /** Of who isn't signed in | USER, own | USER, another's | MODERATOR, another's | ADMIN, another's. */
    private static final Map<String, String> NODES = table(
            """
            Series        found found found found found
            Season        found found found found found
            Episode       found found found found found
            Movie         found found found found found
            Album         found found found found found
            Book          found found found found found
            Person        found found found found found
            Change        found found found found found
            User          UNAUTHENTICATED found null null found
            Session       UNAUTHENTICATED found null null found
            ApiKey        UNAUTHENTICATED found null null found
            AuditEntry    UNAUTHENTICATED FORBIDDEN FORBIDDEN FORBIDDEN found
            LoggedError   UNAUTHENTICATED FORBIDDEN FORBIDDEN FORBIDDEN found
            Download      UNAUTHENTICATED FORBIDDEN FORBIDDEN FORBIDDEN found
            ImportJob     UNAUTHENTICATED FORBIDDEN FORBIDDEN found found
            ImportRecord  UNAUTHENTICATED FORBIDDEN FORBIDDEN found found
            ExportJob     UNAUTHENTICATED FORBIDDEN FORBIDDEN found found
            UndoJob       UNAUTHENTICATED FORBIDDEN FORBIDDEN found found
            PlayHistoryJob UNAUTHENTICATED FORBIDDEN FORBIDDEN found found
            SyncJob       UNAUTHENTICATED FORBIDDEN FORBIDDEN found found
            Schedule      UNAUTHENTICATED FORBIDDEN FORBIDDEN found found
            ConnectedServer UNAUTHENTICATED FORBIDDEN FORBIDDEN FORBIDDEN found
            Downloader      UNAUTHENTICATED FORBIDDEN FORBIDDEN FORBIDDEN found
            Indexer         UNAUTHENTICATED FORBIDDEN FORBIDDEN FORBIDDEN found
            LibrarySection UNAUTHENTICATED FORBIDDEN FORBIDDEN FORBIDDEN found
            QualityProfile UNAUTHENTICATED found found found found
            Backup        UNAUTHENTICATED FORBIDDEN FORBIDDEN FORBIDDEN found
            BackupJob     UNAUTHENTICATED FORBIDDEN FORBIDDEN found found
            BackupCheckJob UNAUTHENTICATED FORBIDDEN FORBIDDEN found found
            RestoreJob    UNAUTHENTICATED FORBIDDEN FORBIDDEN found found
            DatabaseCheckJob UNAUTHENTICATED FORBIDDEN FORBIDDEN found found
            MirrorCheckJob UNAUTHENTICATED FORBIDDEN FORBIDDEN found found
            WantedItem    UNAUTHENTICATED FORBIDDEN FORBIDDEN found found
            Verification  UNAUTHENTICATED FORBIDDEN FORBIDDEN found found
            VerifyJob     UNAUTHENTICATED FORBIDDEN FORBIDDEN found found
            ArtworkJob    UNAUTHENTICATED FORBIDDEN FORBIDDEN found found
            """);

    @Inject
    AccountStores stores;
    @Inject
    Sessions sessions;

    private final Map<Role, User> users = new HashMap<>();
    private final Map<Role, String> keys = new HashMap<>();
    private final TypeDefinitionRegistry contract = contract();
    private User other;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.demo", "true", "reelgraph.anonymous", anonymousSees());
    }

    String anonymousSees() {
        return "catalog";
    }

    private static TypeDefinitionRegistry contract() {
        try {
            return new SchemaParser().parse(Files.readString(Path.of("schema.graphqls")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Requirement> fields() {
        try (var files = Files.list(Path.of("src/test/resources/rights"))) {
            return files.flatMap(file -> lines(file).stream()).map(line -> line.split(" +"))
                    .collect(Collectors.toMap(words -> words[0], Requirement::of));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> table(String text) {
        var rows = new TreeMap<String, String>();
        text.lines().map(String::strip).forEach(line -> rows.put(line.substring(0, line.indexOf(' ')),
                line.substring(line.indexOf(' ')).strip()));
        return rows;
    }

    @BeforeAll
    void addUsers() {
        for (var role : Role.values()) {
            users.put(role, added(role.name(), role));
        }
        other = added("other", Role.USER);
    }

    private User added(String name, Role role) {
        var now = Instant.now();
        return stores.write(() -> stores.users().save(new User(stores.ids().next(), name.toLowerCase() + "@example.org",
                name, role, Status.ACTIVE, "none", now, now, null, null)));
    }

    private SignIn signIn(User user) {
        return stores.write(() -> sessions.begin(user, new Caller("-", "::1", "", Optional.empty())));
    }

    private GraphQlClient as(Optional<Role> role) {
        return role.map(each -> anonymous().with(signIn(users.get(each)).accessToken())).orElseGet(this::anonymous);
    }

    private GraphQlClient byKey(Role role) {
        return anonymous().with(keys.computeIfAbsent(role,
                each -> newKey(as(Optional.of(Role.ADMIN)), each).get("key").asText()));
    }

    private static List<Optional<Role>> roles() {
        return Stream.concat(Stream.of(Optional.<Role>empty()), Stream.of(Role.values()).map(Optional::of)).toList();
    }

    @Test
    void givenEveryFieldOfTheRoots_whenAskedInEveryRole_thenItIsAsTheTableSays() {
        var expected = new TreeMap<String, String>();
        var found = new TreeMap<String, String>();
        for (var root : List.of("Query", "Mutation", "Subscription")) {
            for (var field : contract.getTypeOrNull(root, ObjectTypeDefinition.class).getFieldDefinitions()) {
                var name = root + "." + field.getName();
                assertThat(FIELDS).as("src/test/resources/rights").containsKey(name);
                for (var role : roles()) {
                    var who = role.map(Role::name).orElse("nobody");
                    expected.put(name + " by " + who, expected(FIELDS.get(name).role(), role));
                    found.put(name + " by " + who, refusal(answer(as(role), root, field)));
                }
                for (var role : Role.values()) {
                    var who = name + " by an admin's key as " + role;
                    expected.put(who, FIELDS.get(name).session()
                            ? "FORBIDDEN"
                            : expected(FIELDS.get(name).role(), Optional.of(role)));
                    found.put(who, refusal(answer(byKey(role), root, field)));
                }
            }
        }

        assertThat(found.keySet()).hasSize(FIELDS.size() * (roles().size() + Role.values().length));
        assertThat(found).isEqualTo(expected);
    }

    private String expected(String least, Optional<Role> role) {
        return switch (least) {
            case "public" -> "-";
            case "catalog" -> role.isPresent() || anonymousSees().equals("catalog") ? "-" : "UNAUTHENTICATED";
            default -> role.isEmpty()
                    ? "UNAUTHENTICATED"
                    : role.get().covers(Role.valueOf(least)) ? "-" : "FORBIDDEN";
        };
    }

    private static String refusal(JsonNode answer) {
        return answer.path("errors").findValuesAsText("code").stream()
                .filter(code -> List.of("UNAUTHENTICATED", "FORBIDDEN").contains(code)).findFirst().orElse("-");
    }

    // A subscription that isn't refused fails because of its arguments, and doesn't wait for something to happen.
    private JsonNode answer(GraphQlClient client, String root, FieldDefinition field) {
        var document = document(root, field);
        if (!root.equals("Subscription")) {
            return client.answer(document);
        }
        try (var stream = EventStreamClient.open(client, document, Map.of())) {
            return stream.next();
        }
    }

    private String document(String root, FieldDefinition field) {
        var arguments = field.getInputValueDefinitions().stream().filter(each -> root.equals("Subscription")
                || each.getType() instanceof NonNullType && each.getDefaultValue() == null)
                .map(this::argument).collect(Collectors.joining(" "));
        return root.toLowerCase() + " { " + field.getName() + (arguments.isEmpty() ? "" : "(" + arguments + ")")
                + " { __typename } }";
    }

    private String argument(InputValueDefinition argument) {
        return argument.getName() + ": " + value(argument.getType());
    }

    private String value(Type<?> type) {
        return switch (type) {
            case NonNullType required -> value(required.getType());
            case ListType list -> "[]";
            case TypeName name when ScalarInfo.isGraphqlSpecifiedScalar(name.getName()) -> switch (name.getName()) {
                case "Int" -> "1";
                case "Boolean" -> "true";
                default -> "\"x\"";
            };
            case TypeName name when contract.getTypeOrNull(name.getName(), ScalarTypeDefinition.class) != null ->
                "\"x\"";
            case TypeName name when contract.getTypeOrNull(name.getName(),
                    EnumTypeDefinition.class) instanceof EnumTypeDefinition words ->
                words.getEnumValueDefinitions().getFirst().getName();
            case TypeName name -> {
                var input = contract.getTypeOrNull(name.getName(), InputObjectTypeDefinition.class);
                yield input.hasDirective("oneOf")
                        ? "{" + argument(input.getInputValueDefinitions().getFirst()) + "}"
                        : input.getInputValueDefinitions().stream()
                                .filter(each -> each.getType() instanceof NonNullType
                                        && each.getDefaultValue() == null)
                                .map(this::argument)
                                .collect(Collectors.joining(" ", "{", "}"));
            }
            default -> throw new IllegalStateException(type.toString());
        };
    }

    @Test
    void givenEveryTypeWithAGlobalId_whenFetchedInEveryRole_thenItIsAsTheTableSays() throws SQLException {
        var own = signIn(users.get(Role.USER));
        var others = signIn(other);
        var ids = ids();
        var found = new TreeMap<String, String>();
        var types = contract.getTypes(ObjectTypeDefinition.class).stream()
                .filter(type -> type.getImplements().stream()
                        .anyMatch(each -> TypeInfo.typeInfo(each).getName().equals("Node")))
                .map(ObjectTypeDefinition::getName).toList();
        assertThat(NODES).as("the table of types with global ids").containsOnlyKeys(types);
        for (var type : types) {
            var ownId = switch (type) {
                case "User" -> GlobalId.of("user", users.get(Role.USER).id());
                case "Session" -> sessionId(own);
                case "ApiKey" -> keyId(own);
                default -> ids.get(type);
            };
            var othersId = switch (type) {
                case "User" -> GlobalId.of("user", other.id());
                case "Session" -> sessionId(others);
                case "ApiKey" -> keyId(others);
                default -> ids.get(type);
            };
            assertThat(othersId).as("an object of the type " + type + ", see ids()").isNotNull();
            var verdicts = new ArrayList<String>();
            verdicts.add(fetched(anonymous(), othersId));
            verdicts.add(fetched(anonymous().with(own.accessToken()), ownId));
            for (var role : Role.values()) {
                verdicts.add(fetched(as(Optional.of(role)), othersId));
            }
            found.put(type, String.join(" ", verdicts));
        }

        var expected = new TreeMap<>(NODES);
        if (anonymousSees().equals("none")) {
            expected.replaceAll((type, verdicts) -> "UNAUTHENTICATED" + verdicts.substring(verdicts.indexOf(' ')));
        }
        assertThat(found).isEqualTo(expected);
    }

    private String keyId(SignIn signIn) {
        return newKey(anonymous().with(signIn.accessToken()), Role.USER).at("/apiKey/id").asText();
    }

    private static JsonNode newKey(GraphQlClient client, Role role) {
        return client.data("mutation($role: Role!) { createApiKey(input: {name: \"k\", role: $role}) {"
                + " key apiKey { id } } }", Map.of("role", role)).get("createApiKey");
    }

    private String sessionId(SignIn signIn) {
        var open = anonymous().with(signIn.accessToken()).data("{ viewer { sessions { id current } } }");
        return open.at("/viewer/sessions").findParents("current").stream()
                .filter(session -> session.get("current").asBoolean()).findFirst().orElseThrow().get("id").asText();
    }

    // By node, and by nodes among what everybody may see.
    private String fetched(GraphQlClient client, String id) {
        var one = verdict(client.answer("query($id: ID!) { node(id: $id) { __typename id } }", Map.of("id", id)),
                "/data/node/id");
        var many = verdict(client.answer("query($id: ID!) { nodes(ids: [$id]) { id } }", Map.of("id", id)),
                "/data/nodes/0/id");
        return one.equals(many) ? one : one + " by node and " + many + " by nodes";
    }

    private static String verdict(JsonNode answer, String path) {
        var refusal = refusal(answer);
        return refusal.equals("-") ? answer.at(path).isTextual() ? "found" : "null" : refusal;
    }

    private Map<String, String> ids() throws SQLException {
        var jobs = new Jobs(client(), folder());
        jobs.file("one.jsonl", "{\"kind\": \"MOVIE\", \"title\": \"T\", \"ratingKey\": \"rights\"}");
        var job = jobs.run("one.jsonl");
        var undone = client().data("mutation { undoImport(input: {jobId: " + job.get("id") + " dryRun: true}) {"
                + " job { id } } }").at("/undoImport/job/id").asText();
        jobs.awaitEnd(undone);
        var exported = new Exports(client(), folder()).start(Map.of());
        jobs.awaitEnd(exported);
        var data = client().data(
                """
                { allSeries(first: 1) { edges { node { id cast { person { id } } seasons { id episodes { id } } } } }
                  allMovies(first: 1) { edges { node { id } } } allAlbums(first: 1) { edges { node { id } } }
                  allBooks(first: 1) { edges { node { id } } } }""");
        var ids = new HashMap<String, String>();
        ids.putAll(Map.of("ExportJob", exported, "UndoJob", undone, "AuditEntry",
                client().data("{ auditLog(first: 1) { edges { node { id } } } }").at("/auditLog/edges/0/node/id")
                        .asText(),
                "Change", client().data("{ changesSince(first: 1) { edges { node { id } } } }")
                        .at("/changesSince/edges/0/node/id").asText(),
                "LoggedError", loggedError()));
        ids.putAll(Map.of("Series", data.at("/allSeries/edges/0/node/id").asText(), "Season",
                data.at("/allSeries/edges/0/node/seasons/0/id").asText(), "Episode",
                data.at("/allSeries/edges/0/node/seasons/0/episodes/0/id").asText(), "Movie",
                data.at("/allMovies/edges/0/node/id").asText(), "Person",
                data.at("/allSeries/edges/0/node/cast/0/person/id").asText(), "ImportJob", job.get("id").asText(),
                "ImportRecord", recordId(job.get("id").asText())));
        ids.putAll(Map.of("Album", data.at("/allAlbums/edges/0/node/id").asText(), "Book",
                data.at("/allBooks/edges/0/node/id").asText(), "Schedule", client()
                        .data("""
                              mutation { createSchedule(input: {name: "s", cron: "@yearly", work: {import: {path: "one.jsonl"}}}) {
                                schedule { id } } }""")
                        .at("/createSchedule/schedule/id").asText()));
        var connection = client()
                .data("""
                      mutation { createConnection(input: {name: "c", kind: PLEX, url: "http://host", secret: "s"}) {
                        connection { id } } }""").at("/createConnection/connection/id").asText();
        ids.put("ConnectedServer", connection);
        ids.put("Downloader",
                client().data("""
                              mutation { createDownloader(input: {name: "d", kind: NZBGET, enabled: false}) {
                                downloader { id } } }""").at("/createDownloader/downloader/id").asText());
        ids.put("QualityProfile", qualityProfile());
        ids.put("Indexer", client().data("""
                                         mutation { createIndexer(input: {name: "i", kind: TORZNAB, enabled: false}) {
                                           indexer { id } } }""").at("/createIndexer/indexer/id").asText());
        ids.put("LibrarySection", librarySection());
        ids.put("SyncJob", queuedJob(3, "SYNC", "syncjob"));
        ids.put("PlayHistoryJob", queuedJob(4, "PLAY_HISTORY", "playhistoryjob"));
        ids.put("Backup", Archives.copy(folder(), Archives.create(client(), folder()), 1));
        ids.put("BackupJob", queuedJob(5, "BACKUP", "backupjob"));
        Tables.run(folder(), "INSERT INTO downloads VALUES (1, 4102444800000, NULL, 'USER', NULL, NULL, NULL, 'a', 't',"
                + " 'f', 'UNDER_WAY', 0)");
        ids.put("Download", GlobalId.of("download", 1));
        ids.put("BackupCheckJob", queuedJob(6, "VERIFY_BACKUP", "backupcheckjob"));
        ids.put("RestoreJob", queuedJob(7, "RESTORE_BACKUP", "restorejob"));
        ids.put("WantedItem", client().data(
                "mutation { createWantedItem(input: {kind: BOOK, title: \"Rights\"}) { wantedItem { id } } }")
                .at("/createWantedItem/wantedItem/id").asText());
        ids.put("DatabaseCheckJob", queuedJob(8, "CHECK_DATABASE", "databasecheckjob"));
        ids.put("MirrorCheckJob", queuedJob(10, "CHECK_MIRROR", "mirrorcheckjob"));
        ids.put("VerifyJob", queuedJob(9, "VERIFY_MEDIA", "verifyjob"));
        ids.put("ArtworkJob", queuedJob(11, "REFRESH_ARTWORK", "artworkjob"));
        Tables.run(folder(),
                "INSERT INTO verifications (id, media_kind, source_key, title, phase, severity, checked_at)"
                        + " VALUES (1, 'MOVIE', 'k', 'T', 'ALL', 0, 1)");
        ids.put("Verification", GlobalId.of("verification", 1));
        return ids;
    }

    private String qualityProfile() {
        return client()
                .data("""
                      mutation { createQualityProfile(input: {name: "p", cutoff: "a", qualities: [{quality: "a"}]}) {
                        qualityProfile { id } } }""").at("/createQualityProfile/qualityProfile/id").asText();
    }

    private String librarySection() throws SQLException {
        Tables.run(folder(), "INSERT INTO library_sections SELECT 1, id, '1', 'Shows', 'show', 'SERIES', 1, 1, NULL"
                + " FROM connections");
        return GlobalId.of("section", 1);
    }

    private String queuedJob(long id, String kind, String prefix) throws SQLException {
        for (var statement : Jobs.insert(id, "c", "plex", "QUEUED", 0, 0)) {
            Tables.run(folder(), statement.replace("'IMPORT', 'QUEUED'", "'" + kind + "', 'QUEUED'"));
        }
        return GlobalId.of(prefix, id);
    }

    private String loggedError() throws SQLException {
        var id = stores.ids().next();
        Tables.run(folder(), "INSERT INTO error_logs VALUES (" + id + ", 1, 'r', 'INTERNAL_ERROR', NULL, '/x', NULL)");
        return GlobalId.of("error", id);
    }

    private String recordId(String job) {
        return client().data("query($id: ID!) { importJob(id: $id) { records { edges { node { id } } } } }",
                Map.of("id", job)).at("/importJob/records/edges/0/node/id").asText();
    }

    @Test
    void givenEveryObjectTypeOutsideTheCatalogue_whenRead_thenItAsksForARole() {
        var open = List.of("Query", "Mutation", "Subscription", "PageInfo", "UserError", "SignInPayload",
                "SetPasswordPayload", "Series", "SeriesConnection",
                "SeriesEdge", "Season", "Episode", "Movie", "MovieConnection", "MovieEdge", "Album", "AlbumConnection",
                "AlbumEdge", "Book", "BookConnection", "BookEdge", "MediaConnection",
                "MediaEdge",
                "PersonConnection", "PersonEdge", "EpisodeConnection", "EpisodeEdge", "MediaFacets", "KindCount",
                "SearchConnection", "SearchEdge", "HighlightPart", "Suggestion", "RelatedMedia", "RelatedReason",
                "WatchedMedia",
                "LibraryStats", "YearCount", "NameCount", "RatingCount", "ExternalIds", "Image",
                "CastCredit", "CrewCredit", "Person", "FilmographyConnection", "FilmographyEdge", "Change",
                "ChangeConnection", "ChangeEdge", "Home", "HomeRow", "NewEpisodes", "HeroPool", "HeroPick",
                "HeroSlotCount");

        assertThat(contract.getTypes(ObjectTypeDefinition.class)).filteredOn(type -> !type.hasDirective("requires"))
                .extracting(ObjectTypeDefinition::getName).containsExactlyInAnyOrderElementsOf(open);
    }
}
