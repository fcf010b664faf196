package org.reelgraph.imports.formats.trees;

import java.util.ArrayList;
import java.util.List;
import org.reelgraph.catalog.CrewDepartment;
import org.reelgraph.imports.records.Field;
import org.reelgraph.imports.records.MediaRecord.CreditRecord;
import org.reelgraph.imports.records.MediaRecord.PersonRecord;

/** Collects a crew from the lists of names that a format has for each job. */
final class CrewMembers {

    private final List<CreditRecord> members = new ArrayList<>();
    private boolean given;

    /** Adds those who did a job, by their names. */
    CrewMembers add(Field<List<String>> names, CrewDepartment department, String job) {
        return addPeople(names.map(all -> all.stream().map(PersonRecord::new).toList()), department, job);
    }

    /** Adds those who did a job. */
    CrewMembers addPeople(Field<List<PersonRecord>> people, CrewDepartment department, String job) {
        given |= people.given();
        if (people.value() != null) {
            people.value().forEach(person -> members.add(new CreditRecord(person, null, department, job)));
        }
        return this;
    }

    /** {@return the crew; absent if none of the lists is there} */
    Field<List<CreditRecord>> field() {
        return given ? Field.of(List.copyOf(members)) : Field.absent();
    }
}
