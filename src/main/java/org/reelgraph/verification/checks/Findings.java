package org.reelgraph.verification.checks;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.reelgraph.verification.checks.Unchecked.Gap;

/** What is found in the course of one item's verification. An instance serves one item. */
public final class Findings {

    private final Phase phase;
    private final List<Issue> issues = new ArrayList<>();
    private final List<Unchecked> unchecked = new ArrayList<>();
    private final Set<Check> given = EnumSet.noneOf(Check.class);

    /** @param phase says which checks count */
    public Findings(Phase phase) {
        this.phase = phase;
    }

    /** {@return whether a check is to be done} */
    public boolean wants(Check check) {
        return phase.includes(check) && !given.contains(check);
    }

    /** Notes that something is wrong. */
    public void add(String kind, Severity severity, String message) {
        issues.add(new Issue(kind, severity, message));
    }

    /** Notes that checks aren't done, if the phase includes them. */
    public void leaveOut(Gap why, Check... checks) {
        for (var check : checks) {
            if (wants(check)) {
                given.add(check);
                unchecked.add(why.of(check));
            }
        }
    }

    /** Does a check if it is to be done and what it needs is known, and otherwise notes why it isn't done. */
    public <T> void check(Check check, Optional<T> fact, Gap why, Consumer<T> rule) {
        if (fact.isEmpty()) {
            leaveOut(why, check);
        } else if (wants(check)) {
            rule.accept(fact.get());
        }
    }

    /** {@return the issues, in the order in which they were found} */
    public List<Issue> issues() {
        return List.copyOf(issues);
    }

    /** {@return what wasn't checked, in order} */
    public List<Unchecked> unchecked() {
        return List.copyOf(unchecked);
    }
}
