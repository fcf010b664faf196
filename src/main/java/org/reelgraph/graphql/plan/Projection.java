package org.reelgraph.graphql.plan;

import graphql.schema.DataFetchingEnvironment;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * Some fields of a type, for which a shorter way of reading its objects is enough. What isn't named here is never
 * missing: a query that asks for anything else has the objects read in full.
 */
public final class Projection {

    private final Set<String> fields;
    private final Map<String, Projection> below;

    private Projection(Set<String> fields, Map<String, Projection> below) {
        this.fields = fields;
        this.below = below;
    }

    /** {@return the projection of these fields, whatever is selected below them} */
    public static Projection of(String... fields) {
        return new Projection(Set.of(fields), Map.of());
    }

    /** {@return the projection with a further field, of whose objects only a projection is read too} */
    public Projection and(String field, Projection projection) {
        return new Projection(fields, Map.of(field, projection));
    }

    /** {@return whether no more than this projection is selected of the objects of the field that is being fetched} */
    public boolean covers(DataFetchingEnvironment environment) {
        return environment instanceof FieldEnvironment planned && planned.field().isWithin(this);
    }

    /** {@return whether no more than this projection is selected of the field's objects, of whichever type they are} */
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
