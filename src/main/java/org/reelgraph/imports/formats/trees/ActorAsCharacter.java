package org.reelgraph.imports.formats.trees;

import org.reelgraph.imports.records.MediaRecord.CreditRecord;
import org.reelgraph.imports.records.MediaRecord.PersonRecord;

/** Parses credits given as a single text: "Actor", or "Actor as Character". */
final class ActorAsCharacter {

    private static final String AS = " as ";

    private ActorAsCharacter() {
    }

    /** {@return the credit; the character is what follows the first "as"} */
    static CreditRecord credit(String text) {
        var as = text.indexOf(AS);
        var name = as < 0 ? text : text.substring(0, as).strip();
        var character = as < 0 ? "" : text.substring(as + AS.length()).strip();
        return name.isEmpty() || character.isEmpty()
                ? CreditRecord.inCast(new PersonRecord(text), null)
                : CreditRecord.inCast(new PersonRecord(name), character);
    }
}
