package org.reelgraph.settings.declaration;

/** A value that the program decides by itself if nothing is set. The {@code settings} query finds all such beans. */
public interface DecidedSetting {

    /** {@return the setting's property} */
    String property();

    /** {@return what is decided if nothing is set} */
    String decision();
}
