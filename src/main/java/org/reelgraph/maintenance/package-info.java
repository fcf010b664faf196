/** What admins learn about the database's health, and the checks that find it out. */
@NullMarked
package org.reelgraph.maintenance;

import org.jspecify.annotations.NullMarked;
