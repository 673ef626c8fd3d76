// Signs a path for Darkroom as ../signing.md says:
//
//	SIGNING_KEY=kid:secret go run sign.go METHOD PATH EXP [NAME=VALUE ...]
package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"log"
	"net/url"
	"os"
	"sort"
	"strconv"
	"strings"
)

func sign(kid, secret, path string, params map[string]string, exp int64, method string) string {
	encode := func(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }
	pairs := []string{}
	for name, value := range params {
		pairs = append(pairs, encode(name)+" "+encode(value))
	}
	sort.Strings(pairs) // By name: the blank behind it sorts before all that is in one.
	query := strings.ReplaceAll(strings.Join(pairs, "&"), " ", "=")
	signed, ok := params["scope"]
	if !ok {
		signed = path
	}
	mac := hmac.New(sha256.New, []byte(secret))
	fmt.Fprintf(mac, "%s\n%s\n%d\n%s", method, signed, exp, query)
	sig := base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
	return path + "?" + strings.TrimPrefix(fmt.Sprintf("%s&exp=%d&kid=%s&sig=%s", query, exp, kid, sig), "&")
}

func main() {
	kid, secret, isKey := strings.Cut(os.Getenv("SIGNING_KEY"), ":")
	if !isKey || len(os.Args) < 4 {
		log.Fatal("SIGNING_KEY=kid:secret sign METHOD PATH EXP [NAME=VALUE ...]")
	}
	exp, err := strconv.ParseInt(os.Args[3], 10, 64)
	if err != nil {
		log.Fatal(err)
	}
	params := map[string]string{}
	for _, param := range os.Args[4:] {
		name, value, _ := strings.Cut(param, "=")
		params[name] = value
	}
	fmt.Println(sign(kid, secret, os.Args[2], params, exp, os.Args[1]))
}
