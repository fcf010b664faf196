package org.reelgraph.mediaos.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.verification.VerificationStore.ItemKey;
import org.reelgraph.verification.checks.Issue;
import org.reelgraph.verification.checks.Phase;
import org.reelgraph.verification.checks.Severity;

/** Reads one entry of {@code verify-results.json}. An instance reads one, and has the errors afterwards. */
final class VerifyResultJson {

    static final Set<String> MEMBERS = Set.of("phase", "issues", "analyzedAt", "topSeverity", "kind", "id", "title");

    private static final String KIND = "kind";
    private static final String ID = "id";
    private static final String TITLE = "title";
    private static final String PHASE = "phase";
    private static final String ISSUES = "issues";
    private static final String ANALYZED_AT = "analyzedAt";
    private static final String TOP_SEVERITY = "topSeverity";
    private static final String SEVERITY = "severity";
    private static final String MESSAGE = "message";
    private static final Map<String, MediaKind> KINDS = Map.of("series", MediaKind.SERIES, "movie", MediaKind.MOVIE,
            "music", MediaKind.ALBUM, "book", MediaKind.BOOK);
    // As JavaScript writes instants.
    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'",
            Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int LATEST_YEAR = 9999;
    private static final int LONGEST_ID = 1000;
    private static final int LONGEST_KIND = 200;
    private static final int LONGEST_TEXT = 20_000;
    private static final int MOST_ISSUES = 1000;

    private final ObjectNode entry;
    private final List<UserError> errors = new ArrayList<>();

    VerifyResultJson(ObjectNode entry) {
        this.entry = entry;
    }

    List<UserError> errors() {
        return errors;
    }

    /** {@return what the entry means; empty if there are errors} */
    Optional<VerifyResult> read(EntryKey key) {
        var item = item(key);
        var title = isAbsent(entry.path(TITLE)) ? Optional.of("") : text(entry, LONGEST_TEXT, TITLE);
        var phase = word(entry, Phase.class, PHASE);
        var at = instant();
        var issues = issues();
        var top = isAbsent(entry.path(TOP_SEVERITY))
                ? Issue.gravest(issues)
                : word(entry, Severity.class, TOP_SEVERITY);
        return errors.isEmpty()
                ? Optional.of(new VerifyResult(item.orElseThrow(), title.orElseThrow(), phase.orElseThrow(),
                        at.orElseThrow(), top, issues))
                : Optional.empty();
    }

    // The key tells what the item is; its kind and id may stand in the entry as well.
    private Optional<ItemKey> item(EntryKey key) {
        var colon = key.key().indexOf(':');
        var kind = colon < 0 ? null : KINDS.get(key.key().substring(0, colon));
        var id = key.key().substring(colon + 1);
        if (kind == null || id.isBlank() || !isStorable(id)
                || id.getBytes(StandardCharsets.UTF_8).length > LONGEST_ID) {
            errors.add(UserError.of(UserErrorCode.INVALID).at(KIND).saying(
                    "The entry's name has to be a kind and an id, as in movie:1. Kinds are movie, series, music and book."));
            return Optional.empty();
        }
        same(KIND, key.key().substring(0, colon));
        same(ID, id);
        return Optional.of(new ItemKey(kind, id));
    }

    private void same(String member, String value) {
        var node = entry.path(member);
        if (!isAbsent(node) && !node.asText().equals(value)) {
            errors.add(UserError.of(UserErrorCode.INVALID).at(member)
                    .saying("The entry's name says '" + value + "', not '" + shortened(node.asText()) + "'."));
        }
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private Optional<Instant> instant() {
        var text = text(entry, LONGEST_KIND, ANALYZED_AT);
        try {
            return text.map(OffsetDateTime::parse).map(OffsetDateTime::toInstant)
                    .map(at -> at.truncatedTo(ChronoUnit.MILLIS)).filter(this::isInRange);
        } catch (DateTimeException e) {
            errors.add(UserError.of(UserErrorCode.INVALID).at(ANALYZED_AT).saying("'" + shortened(text.orElse(""))
                    + "' is no moment such as 2025-11-28T09:00:00.000Z."));
            return Optional.empty();
        }
    }

    private boolean isInRange(Instant at) {
        var year = at.atOffset(ZoneOffset.UTC).getYear();
        if (year >= 0 && year <= LATEST_YEAR) {
            return true;
        }
        errors.add(UserError.of(UserErrorCode.OUT_OF_RANGE).at(ANALYZED_AT)
                .saying("The year has to be from 0 to " + LATEST_YEAR + "."));
        return false;
    }

    private List<Issue> issues() {
        var node = entry.path(ISSUES);
        if (isAbsent(node)) {
            return List.of();
        }
        if (!node.isArray() || node.size() > MOST_ISSUES) {
            errors.add(UserError.of(node.isArray() ? UserErrorCode.TOO_MANY : UserErrorCode.INVALID).at(ISSUES)
                    .saying("The issues have to be a list of at most " + MOST_ISSUES + "."));
            return List.of();
        }
        var issues = new ArrayList<Issue>();
        for (var i = 0; i < node.size(); i++) {
            var place = new String[]{ISSUES, String.valueOf(i)};
            if (node.get(i) instanceof ObjectNode issue) {
                read(issue, place).ifPresent(issues::add);
            } else {
                errors.add(UserError.of(UserErrorCode.INVALID).at(place).saying("An issue has to be an object."));
            }
        }
        return List.copyOf(issues);
    }

    private Optional<Issue> read(ObjectNode issue, String... place) {
        var kind = text(issue, LONGEST_KIND, KIND, place);
        var severity = word(issue, Severity.class, SEVERITY, place);
        var message = isAbsent(issue.path(MESSAGE)) ? Optional.of("") : text(issue, LONGEST_TEXT, MESSAGE, place);
        return kind.flatMap(what -> severity
                .flatMap(how -> message.map(words -> new Issue(what, how, words))));
    }

    private Optional<String> text(ObjectNode in, int most, String member, String... place) {
        var node = in.path(member);
        if (!node.isTextual() || !isStorable(node.textValue())) {
            errors.add(UserError.of(isAbsent(node) ? UserErrorCode.REQUIRED : UserErrorCode.INVALID).at(member)
                    .saying("'" + member + "' has to be a text.").below(place));
            return Optional.empty();
        }
        if (node.textValue().length() > most) {
            errors.add(UserError.of(UserErrorCode.OUT_OF_RANGE).at(member)
                    .saying("'" + member + "' can have at most " + most + " characters.").below(place));
            return Optional.empty();
        }
        return Optional.of(node.textValue());
    }

    private <E extends Enum<E>> Optional<E> word(ObjectNode in, Class<E> words, String member, String... place) {
        var found = text(in, LONGEST_KIND, member, place);
        var known = new HashMap<String, E>();
        for (var each : words.getEnumConstants()) {
            known.put(inFile(each), each);
        }
        var word = found.map(known::get);
        if (found.isPresent() && word.isEmpty()) {
            errors.add(UserError.of(UserErrorCode.INVALID).at(member).saying("'" + shortened(found.get())
                    + "' is none of " + String.join(", ", known.keySet().stream().sorted().toList()) + ".")
                    .below(place));
        }
        return word;
    }

    // No database stores NUL, nor halves of characters.
    private static boolean isStorable(String text) {
        return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_KIND ? text : text.substring(0, LONGEST_KIND) + "…";
    }

    private static String inFile(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** {@return a kind as MediaOS names it} */
    static String nameOf(MediaKind kind) {
        return kind == MediaKind.ALBUM ? "music" : inFile(kind);
    }

    /** {@return the entry of a result} */
    static ObjectNode write(VerifyResult result) {
        var entry = JsonNodeFactory.instance.objectNode();
        entry.put(PHASE, inFile(result.phase()));
        var issues = entry.putArray(ISSUES);
        result.issues().forEach(issue -> issues.addObject().put(KIND, issue.kind())
                .put(SEVERITY, inFile(issue.severity())).put(MESSAGE, issue.message()));
        entry.put(ANALYZED_AT, INSTANT.format(result.checkedAt()));
        result.topSeverity().ifPresent(severity -> entry.put(TOP_SEVERITY, inFile(severity)));
        return entry.put(KIND, nameOf(result.item().kind())).put(ID, result.item().id()).put(TITLE, result.title());
    }
}
