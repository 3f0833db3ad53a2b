(function(){
"use strict";
var d=document,box=d.getElementById("find"),field=d.getElementById("q"),said=d.getElementById("said");
if(!box||!field)return;
// Accents and case do not matter.
function plain(s){return s.normalize("NFD").replace(/[\u0300-\u036f]/g,"").toLowerCase();}
function each(list,f){[].slice.call(list).forEach(f);}
var all=[].map.call(d.querySelectorAll(".all>li"),function(li){
  return{li:li,text:plain(li.textContent),claims:[].map.call(li.querySelectorAll("ol>li"),function(c){return{li:c,text:plain(c.textContent)};}),more:li.querySelector("details")};
});
function search(){
  var words=plain(field.value).split(/\s+/).filter(Boolean),n=0;
  function holds(text){return words.every(function(w){return text.indexOf(w)>=0;});}
  all.forEach(function(e){
    var here=holds(e.text),hits=e.claims.filter(function(c){return holds(c.text);});
    e.li.hidden=!here;n+=here;
    // Show the claims that have the words, or all of them where the words stand elsewhere.
    e.claims.forEach(function(c){c.li.hidden=words.length>0&&hits.length>0&&hits.indexOf(c)<0;});
    if(e.more)e.more.open=words.length>0&&hits.length>0;
  });
  each(d.querySelectorAll("section.day"),function(s){s.hidden=!s.querySelector(".all>li:not([hidden])");});
  said.textContent=words.length?said.getAttribute("data-found").replace("{found}",n).replace("{all}",all.length):"";
}
// The theme chosen on a briefing holds here too, where storage is allowed.
try{
  var k="briefing-theme",v=localStorage.getItem(k),i=v&&d.getElementById("t-"+v);if(i)i.checked=true;
  each(d.querySelectorAll("input[name=theme]"),function(x){x.addEventListener("change",function(){localStorage.setItem(k,x.id.slice(2));});});
}catch(e){}
box.hidden=false;
field.addEventListener("input",search);
search();
})();
