package org.reelgraph.imports.formats.trees;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.reelgraph.catalog.CreditRole;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.ids.ExternalIdScheme;
import org.reelgraph.catalog.images.ImageKind;
import org.reelgraph.catalog.tags.TagKind;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.imports.records.ExternalIdFields;
import org.reelgraph.imports.records.Field;
import org.reelgraph.imports.records.ImageList;
import org.reelgraph.imports.records.InputObject;
import org.reelgraph.imports.records.MediaRecord;
import org.reelgraph.imports.records.MediaRecord.CreditRecord;
import org.reelgraph.imports.records.MediaRecord.EpisodeRecord;
import org.reelgraph.imports.records.Origin;
import org.reelgraph.imports.records.RunningTime;
import org.reelgraph.imports.records.TreeReader;

/** Reads the series of Plex Exporter: index entries and details files, with durations in whole minutes. */
public final class PlexTrees extends PlexSeasonReader {

    private static final Pattern FILE_NAME = Pattern.compile("([^/\\\\]+\\.json)(?:[?#].*)?$");
    private static final int LONGEST_HREF = 4_096;
    private static final Pattern KEY = Pattern.compile("\\w+");

    // What repeats other values.
    private static final Set<String> DERIVED = Set.of("href", "seasonCount", "seasonEpisode", "durationHuman");

    private final boolean isDerived;

    /** @param reading how the file is read */
    public PlexTrees(Reading reading) {
        this(reading, false);
    }

    /**
     * @param reading   how the file is read
     * @param isDerived whether members that repeat other values were added by an export, and say nothing of their own
     */
    public PlexTrees(Reading reading, boolean isDerived) {
        super(reading);
        this.isDerived = isDerived;
    }

    private void dropDerived(InputObject in) {
        in.drop((name, value) -> isDerived && DERIVED.contains(name));
    }

    /** {@return the possible names of an index entry's details file, the likeliest first} */
    public static List<String> detailsOf(InputObject entry) {
        var names = new ArrayList<String>(2);
        // The pattern would search for the end from each position of a long text.
        if (entry.peek("href") instanceof String href && href.length() <= LONGEST_HREF) {
            var file = FILE_NAME.matcher(href);
            if (file.find()) {
                names.add(file.group(1));
            }
        }
        if (entry.peek("ratingKey") != null && KEY.matcher(entry.peek("ratingKey").toString()).matches()) {
            names.add(entry.peek("ratingKey") + ".json");
        }
        return names;
    }

    /** {@return whether an entry and a file may describe the same series, judging by their rating keys} */
    public static boolean areOfOneSeries(InputObject entry, InputObject details) {
        var named = entry.peek("ratingKey");
        var found = details.peek("ratingKey");
        return named == null || found == null || named.toString().equals(found.toString());
    }

    @Override
    public MediaRecord media(Origin origin, InputObject in) {
        dropDerived(in);
        var type = in.text("type");
        if (type.value() != null && !type.value().equals("tv") && !type.value().equals("show")) {
            in.error(UserErrorCode.INVALID, "The type of a series must be 'tv', not '" + type.value() + "'.", "type");
        }
        return new MediaRecord(origin, MediaKind.SERIES, in.key("ratingKey"), List.of(),
                in.identifier("editionTitle"),
                TautulliTrees.title(in),
                in.text("titleSort"), in.text("originalTitle"), in.number("year", 1, LAST_YEAR), in.text("summary"),
                in.text("tagline"), in.text("contentRating"), in.text("studio"), in.rating("audienceRating"),
                in.date("originallyAvailableAt"), Field.absent(), in.instant("addedAt", reading.zone()),
                externalIds(in), tags(in), images(in, ImageKind.POSTER), credits(in),
                seasons(in, "seasonNumber", "episodeNumber"),
                in.restAsJson());
    }

    @Override
    public EpisodeRecord episode(InputObject in) {
        dropDerived(in);
        return new EpisodeRecord(TreeReader.number(in, "episodeNumber"), in.number("seasonNumber", 0, HIGHEST_NUMBER),
                in.key("ratingKey"), in.text("title"), in.text("summary"), in.date("originallyAvailableAt"),
                in.runningTime("durationMin", RunningTime.MINUTE, LONGEST_SECONDS, RunningTime::ofMinutes),
                in.rating("audienceRating"), in.instant("addedAt", reading.zone()), externalIds(in),
                images(in, ImageKind.STILL), credits(in), in.restAsJson());
    }

    // A missing or null id means that the id is unknown; that is no reason to delete a stored one.
    @Override
    ExternalIdFields externalIds(InputObject in) {
        var ids = in.object("ids").value();
        return ids == null
                ? ExternalIdFields.UNTOUCHED
                : ExternalIdFields.of(known(ids, ExternalIdScheme.IMDB), known(ids, ExternalIdScheme.TMDB),
                        known(ids, ExternalIdScheme.TVDB), known(ids, ExternalIdScheme.PLEX));
    }

    private static Field<String> known(InputObject ids, ExternalIdScheme scheme) {
        var id = ids.externalId(scheme);
        return id.value() == null ? Field.absent() : id;
    }

    private static Map<TagKind, Field<List<String>>> tags(InputObject in) {
        return new EnumMap<>(Map.of(TagKind.GENRE, in.words("genres"), TagKind.COLLECTION, in.words("collections"),
                TagKind.COUNTRY, in.words("countries"), TagKind.LABEL, in.words("labels")));
    }

    @Override
    Field<ImageList> images(InputObject in, ImageKind kind) {
        return ImageList.read(in, reading.source(), kind, "thumbFile");
    }

    private static Map<CreditRole, Field<List<CreditRecord>>> credits(InputObject in) {
        Map<CreditRole, Field<List<CreditRecord>>> credits = new EnumMap<>(CreditRole.class);
        credits.put(CreditRole.CAST,
                in.words("cast").map(names -> names.stream().map(ActorAsCharacter::credit).toList()));
        credits.put(CreditRole.CREW, Field.absent());
        return credits;
    }
}
