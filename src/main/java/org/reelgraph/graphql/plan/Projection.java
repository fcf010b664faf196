package org.reelgraph.graphql.plan;

import graphql.schema.DataFetchingEnvironment;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * Some fields of a type for which a cheaper read of its objects is enough. If a query selects any other field, the
 * objects are read in full.
 */
public final class Projection {

    private final Set<String> fields;
    private final Map<String, Projection> below;

    private Projection(Set<String> fields, Map<String, Projection> below) {
        this.fields = fields;
        this.below = below;
    }

    /** {@return the projection of these fields, regardless of what is selected below them} */
    public static Projection of(String... fields) {
        return new Projection(Set.of(fields), Map.of());
    }

    /** {@return the projection with a further field whose objects are covered by a projection of their own} */
    public Projection and(String field, Projection projection) {
        return new Projection(fields, Map.of(field, projection));
    }

    /**
     * {@return whether the query selects no fields beyond this projection on the objects of the field being fetched}
     */
    public boolean covers(DataFetchingEnvironment environment) {
        return environment instanceof FieldEnvironment planned && planned.field().isWithin(this);
    }

    /** {@return whether the query selects no fields beyond this projection on the field's objects, of any type} */
    boolean covers(PlannedField field) {
        return field.types().stream().flatMap(type -> Arrays.stream(field.selectionOn(type).fields()))
                .allMatch(this::holds);
    }

    private boolean holds(PlannedField selected) {
        var name = selected.definition().getName();
        var projection = below.get(name);
        return projection == null ? fields.contains(name) || name.equals("__typename") : projection.covers(selected);
    }
}
