package org.reelgraph.artwork.fetching;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reelgraph.artwork.ImageKey;
import org.reelgraph.artwork.fetching.NamedPicture.Earlier;
import org.reelgraph.artwork.fetching.NamedPicture.Keys;
import org.reelgraph.artwork.fetching.NamedPicture.Level;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.images.ImageKind;
import org.reelgraph.catalog.images.Picture;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.JsonList;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Statements;

/** Reads which pictures sources name for the people of items, and what the library has of them. */
@Singleton
class PersonPictureReader {

    private static final String PEOPLE = "SELECT o.media_id, m.title, m.kind, p.id, p.images FROM ("
            + "SELECT owner_id AS media_id, person_id FROM credits WHERE owner_id" + JsonArray.IN
            + " UNION SELECT e.series_id, c.person_id FROM episodes AS e JOIN credits AS c ON c.owner_id = e.id"
            + " WHERE e.series_id" + JsonArray.IN + ") AS o"
            + " JOIN media_items AS m ON m.id = o.media_id JOIN people AS p ON p.id = o.person_id"
            + " WHERE p.images IS NOT NULL ORDER BY o.media_id, p.id";
    private static final String KNOWN = "SELECT owner_id, kind, source, path, hash, is_locked + is_selected FROM artwork"
            + " WHERE hash IS NOT NULL AND owner_id" + JsonArray.IN;
    private static final String FETCHES = "SELECT owner_id, kind, source, path, attempts, tried_at, job_id"
            + " FROM artwork_fetches WHERE owner_id" + JsonArray.IN;

    private final Statements statements;

    PersonPictureReader(Statements statements) {
        this.statements = statements;
    }

    /** Somebody with the images that they have, and the first of the items that they belong to. */
    private record Named(long mediaId, String title, MediaKind kind, long person, List<Picture> images) {
    }

    private record Known(String hash, boolean isChosen) {
    }

    /** {@return the pictures that sources name for the people of items, each person once} */
    List<NamedPicture> findOf(Collection<Long> items) {
        var people = new LinkedHashMap<Long, Named>();
        var ids = JsonArray.ofIds(items);
        Rows.read(statements, PEOPLE, List.of(ids, ids), PersonPictureReader::named)
                .forEach(named -> people.putIfAbsent(named.person(), named));
        if (people.isEmpty()) {
            return List.of();
        }
        var owners = List.<Object>of(JsonArray.ofIds(people.keySet()));
        var known = new HashMap<ImageKey, Known>();
        Rows.read(statements, KNOWN, owners,
                row -> Map.entry(key(row), new Known(Rows.text(row, 5), row.getInt(6) != 0)))
                .forEach(entry -> known.put(entry.getKey(), entry.getValue()));
        var fetches = new HashMap<ImageKey, Earlier>();
        Rows.read(statements, FETCHES, owners, row -> Map.entry(key(row), NamedPictureReader.earlier(row, 5)))
                .forEach(entry -> fetches.put(entry.getKey(), entry.getValue()));
        var pictures = new ArrayList<NamedPicture>();
        for (var named : people.values()) {
            for (var image : named.images()) {
                var key = new ImageKey(named.person(), image.kind(), image.source(), image.path());
                var picture = Optional.ofNullable(known.get(key));
                pictures.add(new NamedPicture(named.mediaId(), named.title(), named.person(),
                        new Keys(named.kind(), Level.PERSON, null, null), key.kind(), key.source(), key.path(),
                        picture.map(Known::hash), picture.filter(Known::isChosen).isPresent(),
                        Optional.ofNullable(fetches.get(key))));
            }
        }
        return pictures;
    }

    private static Named named(ResultSet row) throws SQLException {
        return new Named(row.getLong(1), Rows.text(row, 2), MediaKind.valueOf(Rows.text(row, 3)), row.getLong(4),
                JsonList.read(Rows.textOrNull(row, 5), Picture.class));
    }

    private static ImageKey key(ResultSet row) throws SQLException {
        return new ImageKey(row.getLong(1), ImageKind.valueOf(Rows.text(row, 2)), Rows.text(row, 3),
                Rows.text(row, 4));
    }
}
