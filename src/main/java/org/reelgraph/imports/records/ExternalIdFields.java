package org.reelgraph.imports.records;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.reelgraph.catalog.ExternalIds;
import org.reelgraph.catalog.ids.ExternalIdScheme;
import org.reelgraph.graphql.errors.UserErrorCode;

/** The external ids of a record, each absent, given or cleared. */
public record ExternalIdFields(Field<String> imdb, Field<String> tmdb, Field<String> tvdb, Field<String> plex,
        Field<String> musicbrainz, Field<String> isbn) {

    /** The ids of a record that doesn't mention them. */
    public static final ExternalIdFields UNTOUCHED = of(Field.absent(), Field.absent(), Field.absent(),
            Field.absent());

    /** The ids of a record that clears them all. */
    public static final ExternalIdFields CLEARED = new ExternalIdFields(Field.cleared(), Field.cleared(),
            Field.cleared(), Field.cleared(), Field.cleared(), Field.cleared());

    /** {@return the ids of a record whose format has no others} */
    public static ExternalIdFields of(Field<String> imdb, Field<String> tmdb, Field<String> tvdb, Field<String> plex) {
        return new ExternalIdFields(imdb, tmdb, tvdb, plex, Field.absent(), Field.absent());
    }

    /**
     * {@return the ids in an object of ids}
     *
     * @param further schemes that apply to the item in addition to those for films and people
     */
    static ExternalIdFields read(InputObject ids, Set<ExternalIdScheme> further) {
        var agents = Optional.ofNullable(ids.peek("plex")).map(Object::toString).flatMap(AgentGuid::idIn)
                .filter(id -> id.scheme() != ExternalIdScheme.PLEX);
        // The guid of a legacy agent is the agent's id, not Plex's.
        agents.ifPresent(id -> {
            ids.key("plex");
            if (ids.peek(id.scheme().fieldName()) == null) {
                ids.leave(id.scheme().fieldName(), id.value());
            }
        });
        return new ExternalIdFields(ids.externalId(ExternalIdScheme.IMDB), ids.externalId(ExternalIdScheme.TMDB),
                ids.externalId(ExternalIdScheme.TVDB), ids.externalId(ExternalIdScheme.PLEX),
                ofFurther(ids, further, ExternalIdScheme.MUSICBRAINZ), ofFurther(ids, further, ExternalIdScheme.ISBN));
    }

    /** {@return the ids of a film by scheme; the others are absent} */
    public static ExternalIdFields of(Map<ExternalIdScheme, Field<String>> known) {
        return of(known.getOrDefault(ExternalIdScheme.IMDB, Field.absent()),
                known.getOrDefault(ExternalIdScheme.TMDB, Field.absent()),
                known.getOrDefault(ExternalIdScheme.TVDB, Field.absent()),
                known.getOrDefault(ExternalIdScheme.PLEX, Field.absent()));
    }

    private static Field<String> ofFurther(InputObject ids, Set<ExternalIdScheme> further, ExternalIdScheme scheme) {
        if (further.contains(scheme)) {
            return ids.externalId(scheme);
        }
        // In a file, this is an unknown member.
        if (ids.validation().isOfRequest() && ids.peek(scheme.fieldName()) != null) {
            ids.error(UserErrorCode.INVALID, "Such an item has no id of this scheme.", scheme.fieldName());
        }
        return Field.absent();
    }

    /** {@return the ids after the import} */
    public ExternalIds or(ExternalIds current) {
        return this == UNTOUCHED
                ? current
                : new ExternalIds(imdb.or(current.imdb()), tmdb.or(current.tmdb()), tvdb.or(current.tvdb()),
                        plex.or(current.plex()), musicbrainz.or(current.musicbrainz()), isbn.or(current.isbn()));
    }

    /** {@return the ids of a record that has no others: those that are absent are cleared} */
    ExternalIdFields orCleared() {
        return new ExternalIdFields(imdb.orCleared(), tmdb.orCleared(), tvdb.orCleared(), plex.orCleared(),
                musicbrainz.orCleared(), isbn.orCleared());
    }

    /** {@return whether none of the ids has a value} */
    public boolean none() {
        return Stream.of(imdb, tmdb, tvdb, plex, musicbrainz, isbn).map(Field::value).allMatch(Objects::isNull);
    }
}
