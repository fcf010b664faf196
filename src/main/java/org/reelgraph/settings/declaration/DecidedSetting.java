package org.reelgraph.settings.declaration;

/** A value that the program decides by itself where nothing is set: a bean, found by the {@code settings} query. */
public interface DecidedSetting {

    /** {@return the setting's property} */
    String property();

    /** {@return what is decided where nothing is set} */
    String decision();
}
