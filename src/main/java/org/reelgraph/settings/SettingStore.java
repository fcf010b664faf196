package org.reelgraph.settings;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import org.reelgraph.storage.sql.SqlRepository;

/** Stored settings as the writer sees them. */
@SqlRepository("writer")
interface SettingStore extends GenericRepository<StoredSetting, String> {

    StoredSetting save(StoredSetting setting);

    /** Removes a setting, where there is one. */
    @Query("DELETE FROM settings WHERE name = :name")
    void delete(String name);
}
