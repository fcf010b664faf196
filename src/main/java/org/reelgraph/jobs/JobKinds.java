package org.reelgraph.jobs;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.reelgraph.graphql.schema.GlobalId;

/** All kinds of jobs. */
@Singleton
public class JobKinds {

    private final BeanProvider<JobKind> kinds;
    private Map<String, JobKind> byName = Map.of();

    /** @param kinds made when the first is asked for, since a kind may use the queue */
    JobKinds(BeanProvider<JobKind> kinds) {
        this.kinds = kinds;
    }

    private synchronized Map<String, JobKind> byName() {
        if (byName.isEmpty()) {
            byName = kinds.stream().collect(Collectors.toMap(JobKind::name, Function.identity()));
        }
        return byName;
    }

    /** {@return the names of all kinds} */
    public NavigableSet<String> names() {
        return new TreeSet<>(byName().keySet());
    }

    /** {@return all groups} */
    NavigableSet<String> groups() {
        return byName().values().stream().map(JobKind::group).collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@return the kind with a name} */
    public Optional<JobKind> find(String name) {
        return Optional.ofNullable(byName().get(name));
    }

    /**
     * {@return the kind with a name}
     *
     * @throws IllegalArgumentException if there is none
     */
    public JobKind of(String name) {
        return find(name).orElseThrow(
                () -> new IllegalArgumentException("There is no kind of job " + name + ", only " + names() + "."));
    }

    /** {@return the kind whose ids have this prefix} */
    Optional<JobKind> ofPrefix(String prefix) {
        return byName().values().stream().filter(kind -> kind.idPrefix().equals(prefix)).findFirst();
    }

    /** {@return the global id of a job} */
    String globalId(Job job) {
        return GlobalId.of(of(job.kind()).idPrefix(), job.id());
    }

    List<JobKind> all() {
        return List.copyOf(byName().values());
    }
}
