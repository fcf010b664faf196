package org.reelgraph.settings;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import org.reelgraph.storage.sql.SqlRepository;

/** Stored settings on the writer's connection. */
@SqlRepository("writer")
interface SettingStore extends GenericRepository<StoredSetting, String> {

    StoredSetting save(StoredSetting setting);

    /** Removes a setting, if it is stored. */
    @Query("DELETE FROM settings WHERE name = :name")
    void delete(String name);
}
