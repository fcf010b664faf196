package org.reelgraph.mediaos.entries;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.mediaos.files.EntryKey;
import org.reelgraph.mediaos.files.MediaOsFile;

/**
 * Reads what the entries of a file mean, and what they say once they mean something else.
 *
 * @param secrets the texts of the secrets in it
 */
public record Meaning<T>(MediaOsFile<T> file, Secrets.Revealed secrets) {

    /**
     * What an entry says.
     *
     * @param owed members that mean something else, but can't be written without MediaOS' key
     */
    record Said(String json, List<String> owed) {
    }

    /**
     * {@return what an entry means; empty if it can't be kept}
     *
     * @param errors takes what is wrong
     */
    public Optional<T> of(EntryKey key, String json, Consumer<UserError> errors) {
        return inClear(json, errors).flatMap(entry -> file.read(key, entry, errors));
    }

    /** {@return an entry with its secrets in clear; empty if one of them isn't known} */
    public Optional<ObjectNode> inClear(String json) {
        return inClear(json, error -> {
        });
    }

    private Optional<ObjectNode> inClear(String json, Consumer<UserError> errors) {
        var entry = EntryJson.object(json);
        for (var name : file.secrets()) {
            var sealed = Secrets.sealed(entry, name);
            var text = sealed.flatMap(secrets::of);
            if (text.isPresent()) {
                entry.put(name, text.get());
            } else if (sealed.isPresent()) {
                errors.accept(unknown(name, sealed.get()));
                return Optional.empty();
            }
        }
        return Optional.of(entry);
    }

    private static UserError unknown(String name, String sealed) {
        return UserError.of(UserErrorCode.INVALID).at(name).saying(Secrets.isSealed(sealed)
                ? "The " + name
                        + " was not decrypted: MediaOS' key (REELGRAPH_MEDIAOS_KEY) is needed for it, or another one."
                : "The " + name + " isn't encrypted as MediaOS does it.");
    }

    /** {@return the members that an entry has a meaning by, with secrets in clear; those of no entry if it can't be read} */
    public ObjectNode members(EntryKey key, String json) {
        return of(key, known(json), error -> {
        }).map(file::write).orElseGet(JsonNodeFactory.instance::objectNode);
    }

    // One whose text isn't known stays as it is.
    private String known(String json) {
        if (file.secrets().isEmpty()) {
            return json;
        }
        var entry = EntryJson.object(json);
        file.secrets().stream().filter(name -> Secrets.sealed(entry, name).flatMap(secrets::of).isEmpty())
                .forEach(entry::remove);
        return entry.toString();
    }

    /** {@return whether something is what an entry says, but for what changes by itself or only lasts in the file} */
    public boolean isSaid(EntryKey key, String json, T value) {
        var there = members(key, json);
        var here = file.write(value);
        file.lasting().stream().filter(name -> !here.has(name)).forEach(there::remove);
        return EntryJson.isSame(there.without(file.incidental()), here.without(file.incidental()));
    }

    /** {@return what an entry says if it is to mean this} */
    Said said(KeptEntry entry, T value) {
        var before = members(entry.key(), entry.json());
        var now = file.write(value);
        var owed = new ArrayList<String>();
        for (var name : file.secrets()) {
            if (now.has(name) && !EntryJson.isSame(before.get(name), now.get(name))) {
                owed.add(name);
                now.remove(name);
                if (before.has(name)) {
                    now.set(name, before.get(name));
                }
            }
        }
        var overlay = new Overlay(before, now, file.lasting());
        return new Said(overlay.isNothing() ? entry.json() : overlay.over(entry.json()), List.copyOf(owed));
    }
}
