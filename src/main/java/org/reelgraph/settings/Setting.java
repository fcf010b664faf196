package org.reelgraph.settings;

import java.util.Optional;

/**
 * Something the owner can set.
 *
 * @param name        the environment variable
 * @param property    the same as the program's configuration names it
 * @param description what it is for
 * @param form        what its value has to be like; nothing where whoever reads it says so
 * @param storable    whether the database may keep a value; it is for the environment alone otherwise
 * @param secret      whether its value is never shown
 */
record Setting(String name, String property, String description, Optional<Form> form, boolean storable,
        boolean secret) {

    /** {@return a setting that the database can keep} */
    static Setting stored(String name, String property, Form form, String description) {
        return new Setting(name, property, description, Optional.of(form), true, false);
    }

    /** {@return a setting for the environment alone} */
    static Setting given(String name, String property, String description) {
        return new Setting(name, property, description, Optional.empty(), false, false);
    }

    /** {@return a setting for the environment alone whose value has a form} */
    static Setting given(String name, String property, Form form, String description) {
        return new Setting(name, property, description, Optional.of(form), false, false);
    }

    /** {@return a setting for the environment alone that is never shown} */
    static Setting secret(String name, String property, String description) {
        return new Setting(name, property, description, Optional.empty(), false, true);
    }
}
