package org.reelgraph.catalog.tags;

/** The kinds of words an item is tagged with. */
public enum TagKind {
    GENRE("genres"), COLLECTION("collections"), COUNTRY("countries"), LABEL("labels");

    private final String fieldName;

    TagKind(String fieldName) {
        this.fieldName = fieldName;
    }

    /** {@return the name of the field with an item's tags of this kind, which is also that of the filter by them} */
    public String fieldName() {
        return fieldName;
    }
}
