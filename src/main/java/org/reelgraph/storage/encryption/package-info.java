/**
 * Encrypts secrets that have to be read again, such as the keys of other servers, before they are stored. Passwords
 * and tokens of Reelgraph's own are hashed instead.
 */
@NullMarked
package org.reelgraph.storage.encryption;

import org.jspecify.annotations.NullMarked;
