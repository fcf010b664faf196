package org.reelgraph.backups;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which backup a job is about.
 *
 * @param backup  its global id
 * @param options what somebody puts up with, if it is to be restored
 * @param only    the global id of the user or item that is restored, instead of everything
 * @param dryRun  whether only to tell what would change
 */
record BackupInput(String backup, Restore.Options options, Optional<String> only, boolean dryRun) {

    /** The id in the input. */
    static final String ID = "id";

    /** The id of a part in the input. */
    static final String ONLY = "only";
    /** That nothing is to be changed, in the input. */
    static final String DRY_RUN = "dryRun";

    private static final String ALLOW_UNREADABLE_SECRETS = "allowUnreadableSecrets";
    private static final String SKIP_RESTORE_POINT = "skipRestorePoint";

    /** {@return what the input of a job holds} */
    static BackupInput of(Map<String, Object> input) {
        return new BackupInput(String.valueOf(input.get(ID)),
                new Restore.Options(Boolean.TRUE.equals(input.get(ALLOW_UNREADABLE_SECRETS)),
                        Boolean.TRUE.equals(input.get(SKIP_RESTORE_POINT))),
                Optional.ofNullable(input.get(ONLY)).map(Object::toString), Boolean.TRUE.equals(input.get(DRY_RUN)));
    }

    /** {@return the same as a job keeps it} */
    Map<String, Object> map() {
        var map = new HashMap<String, Object>(Map.of(ID, backup, ALLOW_UNREADABLE_SECRETS,
                options.allowUnreadableSecrets(), SKIP_RESTORE_POINT, options.skipRestorePoint(), DRY_RUN, dryRun));
        only.ifPresent(part -> map.put(ONLY, part));
        return map;
    }

    /** {@return the backup, if there is one that can be read} */
    Optional<BackupFile> findIn(Backups backups) {
        return backups.find(backup);
    }
}
