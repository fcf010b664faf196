package org.reelgraph.jobs.schedules;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.jobs.JobKind;
import org.reelgraph.jobs.JobKinds;

/** The kinds of jobs that schedules start, and what they read. */
@Singleton
class ScheduleKinds {

    private final JobKinds kinds;
    private final Map<String, WatchedSource> sources;

    ScheduleKinds(JobKinds kinds, List<WatchedSource> sources) {
        this.kinds = kinds;
        this.sources = sources.stream().collect(Collectors.toMap(WatchedSource::kind, Function.identity()));
    }

    /** {@return the kind with this name; empty if this version of the program has none} */
    Optional<JobKind> find(String name) {
        return kinds.find(name);
    }

    /** {@return the role that is needed for schedules of all these kinds} */
    Role role(String... names) {
        return Stream.of(names).map(name -> find(name).map(JobKind::role).orElse(Role.MODERATOR))
                .max(Comparator.naturalOrder()).orElse(Role.MODERATOR);
    }

    /** {@return what is wrong with the input of such a job, with paths relative to the input} */
    List<UserError> check(String name, Map<String, Object> input) {
        return kinds.of(name).check(input);
    }

    /** {@return which piece of work such a job does; empty if each does its own} */
    Optional<String> key(String name, Map<String, Object> input) {
        return kinds.of(name).key(input);
    }

    /** {@return what such jobs read, if it can be watched} */
    Optional<WatchedSource> source(String name) {
        return Optional.ofNullable(sources.get(name));
    }
}
