package org.reelgraph.imports.undo.log;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a job is about to write: which rows, and when they are updated by that. */
public final class Touched {

    final Map<Long, Long> items = new HashMap<>();
    /** What isn't there yet, of whatever table. */
    final Set<Long> created = new HashSet<>();
    final Set<Long> seasons = new HashSet<>();
    final Set<Long> episodes = new HashSet<>();
    /** The item of a season or an episode. */
    final Map<Long, Long> itemOf = new HashMap<>();
    /** Items, seasons and episodes that go, with all that belongs to them. */
    final Set<Long> gone = new HashSet<>();
    /** Whose lists are replaced, by table. */
    final Map<String, Set<Long>> lists = new HashMap<>();
    final Map<Long, Long> people = new HashMap<>();
    final Set<Long> credited = new HashSet<>();
    final Set<Long> seen = new HashSet<>();
    long seenAt;

    /** Notes an item that is added. */
    public void creates(long item, Instant at) {
        items.put(item, at.toEpochMilli());
        created.add(item);
    }

    /** Notes seasons and episodes that are added. */
    public void createsBelow(Collection<Long> below) {
        created.addAll(below);
    }

    /** Notes an item that changes, or something below it. */
    public void changes(long item, Instant at) {
        items.put(item, at.toEpochMilli());
    }

    /** Notes an item that is removed, with all below it. */
    public void removes(long item) {
        items.put(item, ItemImage.ABSENT);
        gone.add(item);
    }

    /** Notes a season of an item that is there: the season is added or changes. */
    public void writesSeason(long season, long item) {
        seasons.add(season);
        itemOf.put(season, item);
    }

    /** Notes an episode of an item that is there: the episode is added or changes. */
    public void writesEpisode(long episode, long item) {
        episodes.add(episode);
        itemOf.put(episode, item);
    }

    /** Notes seasons that are removed from items that stay, with all below them. */
    public void removesSeasons(Collection<Long> ids) {
        seasons.addAll(ids);
        gone.addAll(ids);
    }

    /** Notes episodes that are removed from items that stay. */
    public void removesEpisodes(Collection<Long> ids) {
        episodes.addAll(ids);
        gone.addAll(ids);
    }

    /** Notes whose tags are replaced. */
    public void replacesTags(Collection<Long> owners) {
        replaces(LibrarySchema.TAGS, owners);
    }

    /** Notes whose images are replaced. */
    public void replacesImages(Collection<Long> owners) {
        replaces(LibrarySchema.IMAGES, owners);
    }

    /** Notes whose credits are replaced. */
    public void replacesCredits(Collection<Long> owners) {
        replaces(LibrarySchema.CREDITS, owners);
    }

    /** Notes whose further rating keys are replaced. */
    public void replacesRatingKeys(Collection<Long> owners) {
        replaces(LibrarySchema.RATING_KEYS, owners);
    }

    /** Notes whose external ids of their source are replaced. */
    public void replacesSourceIds(Collection<Long> owners) {
        replaces(LibrarySchema.SOURCE_IDS, owners);
    }

    void replaces(String table, Collection<Long> owners) {
        lists.computeIfAbsent(table, any -> new HashSet<>()).addAll(owners);
    }

    /** Notes a person who is added. */
    public void createsPerson(long person, Instant at) {
        people.put(person, at.toEpochMilli());
        created.add(person);
    }

    /** Notes a person who changes. */
    public void changesPerson(long person, Instant at) {
        people.put(person, at.toEpochMilli());
    }

    /** Notes people who lose a credit, perhaps their last one. */
    public void uncredits(Collection<Long> persons) {
        credited.addAll(persons);
    }

    /** Notes items that an import contains. */
    public void sees(Collection<Long> ids, Instant at) {
        seen.addAll(ids);
        seenAt = at.toEpochMilli();
    }
}
