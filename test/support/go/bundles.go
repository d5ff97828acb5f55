// Checks evidence bundles with Go's own golang.org/x/mod/sumdb/{note,tlog}: what it says is held against what Loa says.
//
//	bundles <folder of unpacked bundles> <verifier key>
//
// Prints a line for each bundle, by name: "<bundle> ok <entries>", or "<bundle> wrong <file>" for the first file that does not hold.
package main

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const header = "c2sp.org/tlog-proof@v1"

// head is what a signed checkpoint says, in the form of c2sp.org/tlog-checkpoint.
func head(signed []byte, verifiers note.Verifiers, origin string) (size int64, root tlog.Hash, err error) {
	opened, err := note.Open(signed, verifiers)
	if err != nil {
		return 0, root, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != origin || lines[3] != "" {
		return 0, root, fmt.Errorf("not a checkpoint of %s", origin)
	}
	size, err = strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return 0, root, err
	}
	root, err = tlog.ParseHash(lines[2])
	return size, root, err
}

// proof is the entry's number, its path and the checkpoint of a .tlog-proof.
func proof(text string) (index int64, path tlog.RecordProof, checkpoint string, err error) {
	above, checkpoint, found := strings.Cut(text, "\n\n")
	lines := strings.Split(above, "\n")
	if !found || len(lines) < 2 || lines[0] != header || !strings.HasPrefix(lines[1], "index ") {
		return 0, nil, "", fmt.Errorf("not a proof")
	}
	index, err = strconv.ParseInt(lines[1][len("index "):], 10, 64)
	for _, line := range lines[2:] {
		hash, wrong := base64.StdEncoding.DecodeString(line)
		if wrong != nil || len(hash) != tlog.HashSize {
			return 0, nil, "", fmt.Errorf("not a hash: %q", line)
		}
		path = append(path, *(*tlog.Hash)(hash))
	}
	return index, path, checkpoint, err
}

// check answers the number of entries, or the first file that is wrong.
func check(folder string, verifiers note.Verifiers, origin string) (int, string) {
	signed, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	if err != nil {
		return 0, "checkpoint"
	}
	size, root, err := head(signed, verifiers, origin)
	if err != nil {
		return 0, "checkpoint"
	}
	numbers := map[int64]bool{}
	for _, kind := range [][2]string{{"entries", ".json"}, {"proofs", ".tlog-proof"}} {
		files, _ := os.ReadDir(filepath.Join(folder, kind[0]))
		for _, file := range files {
			number, err := strconv.ParseInt(strings.TrimSuffix(file.Name(), kind[1]), 10, 64)
			if err != nil {
				return 0, kind[0] + "/" + file.Name()
			}
			numbers[number] = true
		}
	}
	rising := make([]int64, 0, len(numbers))
	for number := range numbers {
		rising = append(rising, number)
	}
	sort.Slice(rising, func(i, j int) bool { return rising[i] < rising[j] })
	for _, number := range rising {
		entry, shown := fmt.Sprintf("entries/%d.json", number), fmt.Sprintf("proofs/%d.tlog-proof", number)
		leaf, err := os.ReadFile(filepath.Join(folder, entry))
		if err != nil {
			return 0, entry
		}
		text, err := os.ReadFile(filepath.Join(folder, shown))
		if err != nil {
			return 0, shown
		}
		index, path, checkpoint, err := proof(string(text))
		if err != nil || index != number || checkpoint != string(signed) {
			return 0, shown
		}
		if tlog.CheckRecord(path, size, root, index, tlog.RecordHash(leaf)) != nil {
			return 0, entry
		}
	}
	if len(rising) == 0 {
		return 0, "entries/"
	}
	return len(rising), ""
}

func main() {
	verifier, err := note.NewVerifier(os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	bundles, err := os.ReadDir(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	for _, bundle := range bundles {
		count, wrong := check(filepath.Join(os.Args[1], bundle.Name()), note.VerifierList(verifier), verifier.Name())
		if wrong == "" {
			fmt.Printf("%s ok %d\n", bundle.Name(), count)
		} else {
			fmt.Printf("%s wrong %s\n", bundle.Name(), wrong)
		}
	}
}
