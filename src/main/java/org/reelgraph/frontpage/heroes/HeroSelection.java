package org.reelgraph.frontpage.heroes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Picks heroes from the candidates of each slot. What has a backdrop comes before what has none, then what wasn't shown
 * lately before what was. Among equals, slots are filled in their order, first within the caps of genres and years, then,
 * if the pool isn't full, without them.
 */
final class HeroSelection {

    private final HeroPolicy policy;
    private final Instant now;
    private final Map<HeroSlot, List<HeroCandidate>> candidates;
    private final Map<Long, HeroPick> picks = new LinkedHashMap<>();
    private final Map<HeroSlot, Integer> taken = new EnumMap<>(HeroSlot.class);
    private final Map<String, Integer> genres = new HashMap<>();
    private final Map<Integer, Integer> years = new HashMap<>();

    /**
     * @param now        the time that decides about what is new or old
     * @param candidates of each slot, the best first
     */
    HeroSelection(HeroPolicy policy, Instant now, Map<HeroSlot, List<HeroCandidate>> candidates) {
        this.policy = policy;
        this.now = now;
        this.candidates = candidates;
    }

    /** {@return the picks in the order in which they are shown: one of each slot in turn, those without a backdrop last} */
    List<HeroPick> picks() {
        for (var hasBackdrop : List.of(true, false)) {
            for (var wasShown : List.of(false, true)) {
                for (var capped : List.of(true, false)) {
                    fill(hasBackdrop, wasShown, capped);
                }
            }
        }
        return inTurn();
    }

    private void fill(boolean hasBackdrop, boolean wasShown, boolean capped) {
        for (var slot : HeroSlot.values()) {
            for (var candidate : candidates.getOrDefault(slot, List.of())) {
                if (candidate.hasBackdrop() == hasBackdrop && candidate.wasShown() == wasShown && hasRoom(slot)
                        && !picks.containsKey(candidate.id()) && !(capped && isBeyondCap(candidate))) {
                    pick(slot, candidate);
                }
            }
        }
    }

    private boolean hasRoom(HeroSlot slot) {
        return picks.size() < policy.size() && taken.getOrDefault(slot, 0) < policy.room(slot);
    }

    private boolean isBeyondCap(HeroCandidate candidate) {
        return candidate.genres().stream().anyMatch(genre -> genres.getOrDefault(genre, 0) >= policy.genreCap())
                || candidate.year().filter(year -> years.getOrDefault(year, 0) >= policy.yearCap()).isPresent();
    }

    private void pick(HeroSlot slot, HeroCandidate candidate) {
        picks.put(candidate.id(), new HeroPick(candidate.id(), slot, reasons(slot, candidate)));
        taken.merge(slot, 1, Integer::sum);
        candidate.genres().forEach(genre -> genres.merge(genre, 1, Integer::sum));
        candidate.year().ifPresent(year -> years.merge(year, 1, Integer::sum));
    }

    private List<HeroReason> reasons(HeroSlot slot, HeroCandidate candidate) {
        var reasons = new ArrayList<HeroReason>();
        reasons.add(switch (slot) {
            case NEW -> HeroReason.ADDED_RECENTLY;
            case TOP_RATED -> HeroReason.RATED_HIGHLY;
            case OLD_BUT_GOLD -> HeroReason.RELEASED_LONG_AGO;
            case RANDOM -> HeroReason.DRAWN_BY_LOT;
        });
        note(reasons, HeroReason.ADDED_RECENTLY, !candidate.addedAt().isBefore(policy.newSince(now)));
        note(reasons, HeroReason.RELEASED_LONG_AGO,
                candidate.year().filter(year -> year <= policy.oldUntil(now)).isPresent());
        note(reasons, HeroReason.SHOWN_RECENTLY, candidate.wasShown());
        note(reasons, HeroReason.WITHOUT_BACKDROP, !candidate.hasBackdrop());
        note(reasons, HeroReason.BEYOND_CAP, isBeyondCap(candidate));
        return List.copyOf(reasons);
    }

    private static void note(List<HeroReason> reasons, HeroReason reason, boolean holds) {
        if (holds && !reasons.contains(reason)) {
            reasons.add(reason);
        }
    }

    // Whoever shows only the first few of them still shows something of everything.
    private List<HeroPick> inTurn() {
        var bySlot = new EnumMap<HeroSlot, Integer>(HeroSlot.class);
        record Placed(HeroPick pick, boolean isBare, int turn) {
        }
        return picks.values().stream()
                .map(pick -> new Placed(pick, pick.reasons().contains(HeroReason.WITHOUT_BACKDROP),
                        bySlot.merge(pick.slot(), 1, Integer::sum)))
                .sorted(Comparator.comparing(Placed::isBare).thenComparing(Placed::turn)
                        .thenComparing(placed -> placed.pick().slot()))
                .map(Placed::pick).toList();
    }
}
